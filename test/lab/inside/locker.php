<?php
// Changes a row of proof_locked as the application's user, says so in a log, and leaves its transaction open.
// Arguments: the log, seconds after which it ends by itself.
[, $log, $seconds] = $argv;
require '/var/www/smestorage/public_html/config.inc.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$config = new config();
$db = new mysqli($config->dbhost, $config->dbuser, $config->password, $config->dbname);
$db->begin_transaction();
$db->query('UPDATE proof_locked SET number = 1');
file_put_contents($log, "changed\n");
sleep((int) $seconds);
