<?php
// Takes every connection a database server has left, as the application's user, and holds them.
// Arguments: the server's own address, seconds after which it ends by itself. Tells how many it took.
[, $address, $seconds] = $argv;
require '/var/www/smestorage/public_html/config.inc.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$config = new config();
$held = [];
for ($until = time() + (int) $seconds; time() < $until; usleep(100000)) {
    // The guard, or a restart, may have ended some.
    try {
        for (;;) {
            $db = mysqli_init();
            $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 1);
            $db->real_connect($address, $config->dbuser, $config->password, $config->dbname);
            if (count($held) > 2000) {
                array_shift($held);
            }
            $held[] = $db;
        }
    } catch (Throwable $fault) {
        if (@fwrite(STDOUT, count($held) . ' connections held, then: ' . $fault->getMessage() . "\n") === false) {
            exit(1);
        }
        usleep(400000);
    }
}
