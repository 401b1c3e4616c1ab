<?php
// Says as JSON what the application sees through its configuration.
require __DIR__ . '/config.inc.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$config = new config();
$seen = ['host' => gethostname(), 'dbhost' => $config->dbhost];
try {
    $db = mysqli_init();
    $db->options(MYSQLI_OPT_CONNECT_TIMEOUT, 2);
    $db->real_connect($config->dbhost, $config->dbuser, $config->password, $config->dbname);
    $seen['database'] = $db->query('SELECT @@hostname')->fetch_row()[0];
    $seen['files'] = (int) $db->query('SELECT COUNT(*) FROM files')->fetch_row()[0];
} catch (Throwable $fault) {
    $seen['fault'] = $fault->getMessage();
}
if (extension_loaded('memcached')) {
    [$host, $port] = explode(':', ($config->memcachehost ?? '127.0.0.1:11211') . ':11211');
    $cache = new Memcached();
    $cache->setOption(Memcached::OPT_CONNECT_TIMEOUT, 1000);
    $cache->addServer($host, (int) $port);
    $seen['memcached'] = $cache->set('seen', 1) && $cache->get('seen') === 1;
}
http_response_code(isset($seen['fault']) ? 500 : 200);
header('Content-Type: application/json');
echo json_encode($seen), "\n";
