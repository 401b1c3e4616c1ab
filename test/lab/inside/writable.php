<?php
// Asks the database server on this host some twenty times a second whether it accepts writes; a line for each answer:
// start and end of the question in microseconds of the monotonic clock, which all hosts share, and 1 or 0.
[, $log] = $argv;
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
for ($db = null;; usleep(50000)) {
    $start = hrtime(true);
    try {
        $db ??= new mysqli('localhost', 'root', '');
        $writable = 1 - (int) $db->query('SELECT @@global.read_only')->fetch_row()[0];
    } catch (Throwable) {
        $db = null;
        $writable = 0;
    }
    file_put_contents($log, sprintf("%d %d %d\n", $start / 1000, hrtime(true) / 1000, $writable), FILE_APPEND);
}
