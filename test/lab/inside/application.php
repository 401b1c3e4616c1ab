<?php
// What PHP makes of a configuration, and what it reaches with it; one JSON object.
// Without an argument it only reads the configuration from standard input.
if ($argc === 1) {
    eval('?>' . stream_get_contents(STDIN));
    echo json_encode((new ReflectionClass('config'))->getDefaultProperties()), "\n";
    exit;
}
require $argv[1];
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$config = new config();
$key = 'proof-' . gethostname();
$db = new mysqli($config->dbhost, $config->dbuser, $config->password, $config->dbname);
$db->query("INSERT INTO options (name, value) VALUES ('$key', 'written')");
$read = $db->query("SELECT value FROM options WHERE name = '$key'")->fetch_row()[0];
$db->query("DELETE FROM options WHERE name = '$key'");
$cache = new Memcached();
[$host, $port] = explode(':', $config->memcachehost);
$cache->addServer($host, (int) $port);
$cache->set($key, 'kept');
echo json_encode([
    'server' => $db->query('SELECT @@hostname')->fetch_row()[0],
    'read' => $read,
    'deleted' => $db->affected_rows,
    'schemas' => array_column($db->query('SHOW DATABASES')->fetch_all(), 0),
    'grants' => array_column($db->query('SHOW GRANTS')->fetch_all(), 0),
    'cached' => $cache->get($key),
]), "\n";
