/** What stands in the class and looks like a declaration, a brace or an end that it is not. */
export const inClass = [
  "// var $dbhost='comment'; } \xe9",
  "# var $password='comment'; {",
  "#\tvar $dbuser='comment';\r",
  "/* var $dbuser='comment'; } class x { */",
  "/** ' \" var $dbhost='doc'; */",
  "var $fake1 = '; var $dbhost=\\'no\\'; ?> } \\\\';",
  'var $fake2 = "; var \\$dbhost=\'no\'; \\" } // /*";',
  "var $text1 = <<<EOT\n'; var \\$dbhost='no'; }\nEOTX \" */\nEOT\xe9\nEOT;",
  "var $text2 = <<<'EOT'\n  $x; ?>\n  var $password='no';\n  EOT;",
  'var $text3 = <<<"\xc9T\xc9"\n} var \\$dbuser=\'no\';\n\xc9T\xc9;',
  "var $empty = <<<A\nA . 'x';",
  'const A = \'}\'; const B = "{";',
  "var $list = array('dbhost' => 'x,y', \"}\" => ['a', 'b']), $second = ',';",
  'static $instance = null;',
  'function f($dbhost = \'no\', $password = "}") { static $dbuser = \'no\', $dbhost = \'no\'; return "{$this->list["}"]} $dbhost"; }',
  "function g() { $a = '?>'; ?> ' var $dbhost='html'; { <?php static::$instance = 'x'; // ?> \" <?php\n return self::$instance; }",
  "function h() { return new class { var $dbuser = 'no'; public $password = 'no'; }; }",
  "function class() { static $password = 'no'; return static::class; }",
  "function i() { if (self::class === 'x') { static $dbhost = 'no'; } return fn($dbhost = 'no') => `echo \\` }`; }",
  "#[Deprecated] public function j(string $dbhost = 'no'): ?string { return null; }",
];

/** What may stand ahead of the class, and what behind it; names must differ from file to file. */
export const ahead = (id: number) => [
  `function early${id}($dbhost = 'no') { static $password = 'no'; return $dbhost; }`,
  `if (true) { class Other${id} { var $password = 'other'; static $dbuser = 'other'; } }`,
  `trait Trait${id} { public $dbuser = 'trait', $x = 1; }`,
  `$unused = ["class" => "{", 'a' => <<<X\n}\nX];`,
  `?>\n<p class="x">{ var $dbhost='html'; ' </p>\n<?PHP`,
  '# } class none {',
];

export const atTheEnd = (id: number) => [
  '',
  '?>\n',
  `?> class x { var $dbhost='html'; }\n<?PHP $y = 1;`,
  `__halt_compiler(); class Late${id} { var $dbhost = 'data'; }`,
  `class Later${id} extends config${id} { function k() { return 'x'; } }`,
];
