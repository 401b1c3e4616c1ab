<?php
// One transaction of many rows, a thousand in each statement, through the virtual IP. Tells how far it is.
[, $table, $rows] = $argv;
require '/var/www/smestorage/public_html/config.inc.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
try {
    $config = new config();
    $db = mysqli_init();
    $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 2);
    $db->options(MYSQLI_OPT_READ_TIMEOUT, 30);
    $db->real_connect($config->dbhost, $config->dbuser, $config->password, $config->dbname);
    $db->query('START TRANSACTION');
    for ($done = 0; $done < $rows; $done += 1000) {
        echo "$done\n";
        $db->query("INSERT INTO $table (n) VALUES (" . implode('),(', range($done, $done + 999)) . ')');
    }
    echo "commit\n";
    $db->query('COMMIT');
    echo "done\n";
} catch (Throwable $fault) {
    echo 'fault: ', strtr($fault->getMessage(), "\n", ' '), "\n";
}
