<?php
// Writes as a busy application would, in several processes at once, and tells on stdout what the database acknowledged.
// Arguments: the processes' common name, their number, the table, seconds after which it ends by itself.
// Lines, fields apart by a tab, times in microseconds of the monotonic clock, which all hosts share:
//   A writer server sent acknowledged inserted,... updated=payload deleted unseen    (`-` for none)
//   B writer inserted,... updated=payload deleted                                    about to touch an older row
//   U writer sent failed inserted,... updated=payload deleted message                outcome unknown
//   E writer time message                                                            no connection
[, $name, $processes, $table, $seconds] = $argv;
require '/var/www/smestorage/public_html/config.inc.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);

function now(): int
{
    return intdiv(hrtime(true), 1000);
}

function tell(string ...$fields): void
{
    $words = array_map(fn ($field) => strtr(substr($field, 0, 500), "\t\r\n", '   ') ?: '-', $fields);
    // Nobody listens any more: the controller is gone.
    if (@fwrite(STDOUT, implode("\t", $words) . "\n") === false) {
        exit(1);
    }
}

/** A connection and the number of the server at its other end. */
function connect(): array
{
    $config = new config();
    $db = mysqli_init();
    $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 1);
    $db->options(MYSQLI_OPT_READ_TIMEOUT, 2);
    $db->real_connect($config->dbhost, $config->dbuser, $config->password, $config->dbname);
    return [$db, $db->query('SELECT @@server_id')->fetch_row()[0]];
}

for ($child = 1; $child < $processes && pcntl_fork() !== 0; $child++);
$writer = "$name.$child";
mt_srand(crc32($writer . microtime()));
$until = now() + 1000000 * (int) $seconds;
[$db, $server, $uses, $number] = [null, '', 0, 0];
// Own rows that nothing was done to yet: each is changed or deleted once at the most, so no two servers touch the same.
$own = [];
usleep(mt_rand(0, 50000));
while (now() < $until) {
    try {
        if ($db === null || $uses++ > 60) {
            $uses = 0;
            $db = null;
            [$db, $server] = connect();
        }
    } catch (Throwable $fault) {
        tell('E', $writer, now(), $fault->getMessage());
        $db = null;
        usleep(mt_rand(150000, 300000));
        continue;
    }
    $kind = mt_rand(1, 100);
    $rows = $kind <= 60 ? 1 : ($kind <= 92 ? mt_rand(2, 5) : 0);
    $tokens = [];
    for ($i = 0; $i < $rows; $i++) {
        $tokens[] = "$table.$writer." . ++$number;
    }
    $chosen = $rows !== 1 && count($own) > 20 ? array_splice($own, mt_rand(0, count($own) - 1), 1)[0] : '-';
    $updated = $rows > 0 && $chosen !== '-' ? "$chosen=changed by $number" : '-';
    $deleted = $rows === 0 ? $chosen : '-';
    if ($rows === 0 && $deleted === '-') {
        continue;
    }
    // Should this process die now, nobody could know of it.
    if ($chosen !== '-') {
        tell('B', $writer, implode(',', $tokens), $updated, $deleted);
    }
    $payload = str_repeat(chr(97 + $number % 26), 80);
    $insert = fn (string $token) => $db->query(
        "INSERT INTO $table (token, writer, payload) VALUES ('$token', '$writer', '$payload')",
    );
    $unseen = '-';
    $sent = now();
    try {
        if ($rows === 1) {
            $insert($tokens[0]);
        } elseif ($rows > 1) {
            $db->query('START TRANSACTION');
            array_map($insert, $tokens);
            if ($updated !== '-') {
                $db->query("UPDATE $table SET payload = 'changed by $number' WHERE token = '$chosen'");
                $unseen = $db->affected_rows === 1 ? '-' : $chosen;
            }
            $db->query('COMMIT');
        } elseif ($deleted !== '-') {
            $db->query("DELETE FROM $table WHERE token = '$deleted'");
            $unseen = $db->affected_rows === 1 ? '-' : $chosen;
        }
        tell('A', $writer, $server, $sent, now(), implode(',', $tokens), $updated, $deleted, $unseen);
        array_push($own, ...$tokens);
        $own = array_slice($own, -150);
    } catch (Throwable $fault) {
        tell('U', $writer, $sent, now(), implode(',', $tokens), $updated, $deleted, $fault->getMessage());
        $db = null;
        usleep(mt_rand(100000, 200000));
    }
    usleep(mt_rand(30000, 50000));
}
