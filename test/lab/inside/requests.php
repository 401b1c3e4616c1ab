<?php
// Does what a request does, again and again: a new process reads the configuration, connects and writes a row. Logs for each
// `ok` or `failed`, seconds, and why it failed.
[, $name, $log] = $argv;
for ($number = 1;; $number++) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
        $said = 'ok';
        try {
            require '/var/www/smestorage/public_html/config.inc.php';
            $config = new config();
            $db = mysqli_init();
            $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 2);
            $db->options(MYSQLI_OPT_READ_TIMEOUT, 5);
            $db->real_connect($config->dbhost, $config->dbuser, $config->password, $config->dbname);
            $db->query("INSERT INTO proof_writes (token) VALUES ('$name-$number')");
        } catch (Throwable $fault) {
            $said = 'failed';
        }
        $why = isset($fault) ? $fault->getMessage() : '';
        file_put_contents($log, sprintf("%s %.3f %s\n", $said, microtime(true), $why), FILE_APPEND);
        exit(0);
    }
    pcntl_waitpid($pid, $status);
    usleep(50000);
}
