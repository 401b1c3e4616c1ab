<?php
// Asks the database server on this host some eight times a second whether it accepts writes, and tells on stdout:
// start, end (microseconds of the monotonic clock), 0 for writable, 1 for read-only, or `-` and an error.
// Argument: seconds after which it ends by itself.
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$until = hrtime(true) + 1e9 * (int) $argv[1];
$db = null;
while (hrtime(true) < $until) {
    $start = hrtime(true);
    try {
        if ($db === null) {
            $db = mysqli_init();
            $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 1);
            $db->options(MYSQLI_OPT_READ_TIMEOUT, 1);
            $db->real_connect('localhost', 'root', '');
            $start = hrtime(true);
        }
        $answer = $db->query('SELECT @@global.read_only')->fetch_row()[0];
    } catch (Throwable $fault) {
        $answer = '- ' . strtr($fault->getMessage(), "\n", ' ');
        $db = null;
    }
    $told = @fwrite(STDOUT, sprintf("%d %d %s\n", $start / 1000, hrtime(true) / 1000, $answer));
    if ($told === false) {
        exit(1);
    }
    usleep(120000);
}
