<?php
// Prints for each file on standard input what PHP itself finds in it: for every class the default values of its
// properties, in base64, for they may be no UTF-8.
$found = [];
foreach (json_decode(file_get_contents('php://stdin')) as $file) {
    $before = get_declared_classes();
    ob_start();
    include $file;
    ob_end_clean();
    $classes = [];
    foreach (array_diff(get_declared_classes(), $before) as $class) {
        $reflection = new ReflectionClass($class);
        $key = $reflection->isAnonymous() ? 'anonymous' : $class;
        foreach ($reflection->getDefaultProperties() as $name => $value) {
            $classes[$key][$name] = base64_encode(is_string($value) ? $value : serialize($value));
        }
    }
    $found[] = $classes;
}
echo json_encode($found);
