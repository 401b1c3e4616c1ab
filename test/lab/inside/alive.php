<?php
// Asks both database servers five times a second whether MariaDB answers; one line each time: seconds, up, up.
[, $log, $first, $second] = $argv;
require '/var/www/smestorage/public_html/config.inc.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);

function answers(string $address): int
{
    try {
        $config = new config();
        $db = mysqli_init();
        $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 1);
        $db->real_connect($address, $config->dbuser, $config->password, $config->dbname);
        $db->close();
        return 1;
    } catch (Throwable) {
        return 0;
    }
}

for (;;) {
    $line = sprintf("%.3f %d %d\n", microtime(true), answers($first), answers($second));
    file_put_contents($log, $line, FILE_APPEND);
    usleep(200000);
}
