<?php
// Writes a row every 50 ms as the application would, and logs each one that the database acknowledged:
// token, insert id, seconds. With `local` it writes as root on the database server itself.
[, $name, $log] = $argv;
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
if ($name !== 'local') {
    require '/var/www/smestorage/public_html/config.inc.php';
}

function connect(string $name): mysqli
{
    $db = mysqli_init();
    $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 1);
    $db->options(MYSQLI_OPT_READ_TIMEOUT, 2);
    if ($name === 'local') {
        $db->real_connect('localhost', 'root', '', 'smestorage');
    } else {
        $config = new config();
        $db->real_connect($config->dbhost, $config->dbuser, $config->password, $config->dbname);
    }
    return $db;
}

$db = null;
for ($number = 1;; $number++) {
    $token = "$name-$number";
    try {
        $db ??= connect($name);
        $db->query("INSERT INTO proof_writes (token) VALUES ('$token')");
        file_put_contents($log, sprintf("%s %d %.3f\n", $token, $db->insert_id, microtime(true)), FILE_APPEND);
    } catch (Throwable $fault) {
        file_put_contents("$log.faults", sprintf("%.3f %s\n", microtime(true), $fault->getMessage()), FILE_APPEND);
        $db = null;
    }
    usleep(50000);
}
