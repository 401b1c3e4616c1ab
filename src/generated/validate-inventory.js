// Made by `npm run generate` from schemas/inventory.schema.json: change that file, not this one.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 });
    function ucs2length(str) {
      let len = str.length, length = 0, pos = 0, value;
      for (; pos < len; )
        length++, value = str.charCodeAt(pos++), value >= 55296 && value <= 56319 && pos < len && (value = str.charCodeAt(pos), (value & 64512) === 56320 && pos++);
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
var validate = validate10, stdin_default = validate10, schema11 = { $schema: "http://json-schema.org/draft-07/schema#", title: "Inventory", description: "One highly available cluster: two database servers that replicate each other, application servers, and the virtual IPs that move.", type: "object", additionalProperties: !1, required: ["cluster", "db_servers", "vips"], if: { type: "object", required: ["topology"], properties: { topology: { const: "two-node" } } }, then: { properties: { app_servers: !1, vips: { type: "object", required: ["web"], properties: { web: !0 } } } }, else: { required: ["app_servers"], properties: { app_servers: !0, vips: { type: "object", properties: { web: !1 } } } }, properties: { $schema: { title: "Schema of this file", description: "Where an editor finds this schema; the compiler ignores it.", type: "string", examples: ["../schemas/inventory.schema.json"] }, cluster: { title: "Name of the cluster", description: "Names the cluster in the runbook, and its folder when several inventories are compiled at once.", type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", examples: ["sme-prod"] }, topology: { title: "Layout of the cluster", description: "separate: the application has servers of its own, as the guide has it. two-node: both database servers run the application too, at a third virtual IP for the web; there are no others.", enum: ["separate", "two-node"], default: "separate", examples: ["two-node"] }, db_servers: { title: "Database servers", description: "Exactly two, the first one the preferred master (G08 to G25). One alone is read and written at any time (G17). With topology two-node the first one runs the cron jobs too (G28).", type: "array", minItems: 2, maxItems: 2, items: { $ref: "#/definitions/server" }, examples: [[{ name: "smesql01", address: "192.0.2.11" }, { name: "smesql02", address: "192.0.2.12" }]] }, app_servers: { title: "Application servers", description: "One or more; the first one runs the cron jobs (G28) and is the origin of the branding (G30). Left out with topology two-node, where the database servers are the application servers.", type: "array", minItems: 1, items: { $ref: "#/definitions/server" }, examples: [[{ name: "smeweb01", address: "192.0.2.21" }, { name: "smeweb02", address: "192.0.2.22" }]] }, vips: { title: "Virtual IPs", description: "The addresses that move between the database servers (G01, G20): two, and with topology two-node a third one for the web.", type: "object", additionalProperties: !1, required: ["database", "memcached"], properties: { database: { title: "Database VIP", description: "The address at which the application finds the database: that of the server which is read and written (G17, G20).", type: "object", additionalProperties: !1, required: ["name", "address"], properties: { name: { title: "Host name", description: "The name that resolves to this address on every server (G01).", type: "string", maxLength: 253, pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", examples: ["smesql-vip"] }, address: { title: "IP address", description: "An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.", type: "string", pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", examples: ["192.0.2.31"] }, prefix: { title: "Prefix length", description: "The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.", type: "integer", minimum: 1, maximum: 128, default: 32, examples: [24] }, virtual_router_id: { title: "VRRP router id", description: "The VRRP router id of instance DB (G20); no other VRRP router on the same network may use it.", type: "integer", minimum: 1, maximum: 255, default: 51, examples: [151] } }, examples: [{ name: "smesql-vip", address: "192.0.2.31" }] }, memcached: { title: "Memcached VIP", description: "The address at which the application finds memcached (G20, G26).", type: "object", additionalProperties: !1, required: ["name", "address"], properties: { name: { title: "Host name", description: "The name that resolves to this address on every server (G01) and stands in the application's configuration (G26).", type: "string", maxLength: 253, pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", examples: ["smemem-vip"] }, address: { title: "IP address", description: "An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.", type: "string", pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", examples: ["192.0.2.32"] }, prefix: { title: "Prefix length", description: "The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.", type: "integer", minimum: 1, maximum: 128, default: 32, examples: [24] }, virtual_router_id: { title: "VRRP router id", description: "The VRRP router id of instance MEMCACHE (G20); no other VRRP router on the same network may use it.", type: "integer", minimum: 1, maximum: 255, default: 61, examples: [161] } }, examples: [{ name: "smemem-vip", address: "192.0.2.32" }] }, web: { title: "Web VIP", description: "With topology two-node alone: the address at which browsers and clients find the application, on either server whose web server answers (G20).", type: "object", additionalProperties: !1, required: ["name", "address"], properties: { name: { title: "Host name", description: "The name that resolves to this address on every server (G01).", type: "string", maxLength: 253, pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", examples: ["smeweb-vip"] }, address: { title: "IP address", description: "An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.", type: "string", pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", examples: ["192.0.2.33"] }, prefix: { title: "Prefix length", description: "The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.", type: "integer", minimum: 1, maximum: 128, default: 32, examples: [24] }, virtual_router_id: { title: "VRRP router id", description: "The VRRP router id of instance WEB (G20); no other VRRP router on the same network may use it.", type: "integer", minimum: 1, maximum: 255, default: 71, examples: [171] } }, examples: [{ name: "smeweb-vip", address: "192.0.2.33" }] } }, examples: [{ database: { name: "smesql-vip", address: "192.0.2.31" }, memcached: { name: "smemem-vip", address: "192.0.2.32" } }] }, connection: { title: "Connection", description: "How Ansible reaches the servers.", type: "object", additionalProperties: !1, default: {}, properties: { user: { title: "SSH user", description: "The user that Ansible logs in as.", type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$", default: "smeconfiguser", examples: ["smeconfiguser"] }, port: { title: "SSH port", description: "The TCP port of the SSH servers.", type: "integer", minimum: 1, maximum: 65535, default: 22, examples: [2222] }, become_method: { title: "Way to root", description: "How the SSH user becomes root; the appliance knows su alone.", enum: ["su", "sudo", "doas"], default: "su", examples: ["sudo"] } }, examples: [{ port: 2222 }] }, database: { title: "Database", description: "MariaDB and its replication (G08 to G16).", type: "object", additionalProperties: !1, default: {}, properties: { name: { title: "Database name", description: "The application's database, copied from the first to the second database server (G12).", type: "string", minLength: 1, maxLength: 64, pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f/\\\\.]*[^\\u0000-\\u0020\\u007f-\\u009f/\\\\.]$", default: "smestorage", examples: ["smestorage"] }, app_user: { title: "Application's database user", description: "The MariaDB user of the application (G16, G26).", type: "string", minLength: 1, maxLength: 32, pattern: "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$", default: "smestoreremote", examples: ["smestoreremote"] }, replication_user: { title: "Replication user", description: "The MariaDB user with which each database server reads the other's binary log (G10, G14).", type: "string", minLength: 1, maxLength: 32, pattern: "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$", default: "repl_user", examples: ["repl_user"] }, config_file: { title: "MariaDB option file", description: "The option file that is replaced whole (G08, G09).", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", default: "/etc/my.cnf.d/localhost.cnf", examples: ["/etc/my.cnf.d/localhost.cnf"] }, binlog_expire_days: { title: "Days to keep binary logs", description: "After how many days a binary log is removed (G08): for at most so long may the other server be away.", type: "integer", minimum: 1, maximum: 99, default: 10, examples: [14] }, max_binlog_size: { title: "Largest binary log", description: "The size at which a new binary log is begun, 4096 to 1G (G08).", type: "string", pattern: "^[0-9]+[KMG]?$", default: "100M", examples: ["100M", "1G"] }, replication: { title: "Kind of replication", description: "How the servers find their place in the other's log (G13, G15): auto is GTID where the server can, and file and position where it cannot.", enum: ["auto", "gtid", "position"], default: "auto", examples: ["gtid"] }, semi_sync: { title: "Semi-synchronous replication", description: "Whether a commit waits until the other server has received it: no acknowledged row is lost, at the price of one round trip.", type: "boolean", default: !1, examples: [!0] }, grants: { title: "Rights of the application's user", description: "schema: all on the application's database, from the application servers alone. global: the guide's ALL ON *.* from any host WITH GRANT OPTION (G16).", enum: ["schema", "global"], default: "schema", examples: ["schema"] }, tls: { title: "Replication by TLS", description: "Whether the database servers replicate by TLS, each sure of the other (G13, G15). true: each makes itself a key and a certificate, and the other one trusts that certificate alone. A mapping: certificates that you bring, as files on the machine that Ansible runs on.", type: ["boolean", "object"], additionalProperties: !1, required: ["ca", "certificate"], properties: { ca: { title: "Certificates of the authority", description: "The file with the certificate of whoever signed the servers' ones, in PEM, several one below the other (G13, G15); on the machine that Ansible runs on.", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", examples: ["/srv/pki/ca.pem"] }, certificate: { title: "Certificates of the servers", description: "The file with a database server's certificate in PEM, and below it those between it and the authority (G13, G15); {server} stands for the server's name, which the certificate has to name.", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", examples: ["/srv/pki/{server}.pem"] }, key: { title: "Keys of the servers", description: "The file with a database server's private key in PEM, without a passphrase; ansible-vault may have encrypted it. {server} stands for the server's name. null: the key stands in vault_sme_tls_keys in the vault, by the server's name.", type: ["null", "string"], maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", default: null, examples: ["/srv/pki/{server}.key"] } }, default: !1, examples: [!0, { ca: "/srv/pki/ca.pem", certificate: "/srv/pki/{server}.pem", key: "/srv/pki/{server}.key" }] } }, examples: [{ replication: "gtid", semi_sync: !0 }] }, memcached: { title: "Memcached", description: "The cache beside the database (G07).", type: "object", additionalProperties: !1, default: {}, properties: { port: { title: "TCP port", description: "The port at which memcached listens (G03, G26).", type: "integer", minimum: 1, maximum: 65535, default: 11211, examples: [11211] }, config_file: { title: "Options of the service", description: "The file with the options of the memcached service (G07).", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", default: "/etc/sysconfig/memcached", examples: ["/etc/sysconfig/memcached"] } }, examples: [{ port: 11211 }] }, keepalived: { title: "Keepalived", description: "The service that moves the virtual IPs (G18 to G24).", type: "object", additionalProperties: !1, default: {}, properties: { interface: { title: "Network interface", description: "The interface that carries VRRP and the virtual IPs (G20), unless a server names its own.", type: "string", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", default: "eth0", examples: ["ens192"] }, vrrp: { title: "VRRP transport", description: "How the database servers hear each other: multicast to 224.0.0.18 (G19) or ff02::12, or unicast where the network drops multicast.", enum: ["multicast", "unicast"], default: "multicast", examples: ["unicast"] }, priorities: { title: "VRRP priorities", description: "The priorities of the two database servers in their order, the preferred master's higher (G20, G21).", type: "array", minItems: 2, maxItems: 2, items: { type: "integer", minimum: 1, maximum: 254 }, default: [105, 100], examples: [[105, 100]] }, preempt: { title: "Automatic failback", description: "Whether a server of higher priority takes the virtual IPs back by itself when it returns; the guide says no (G24).", type: "boolean", default: !1, examples: [!1] }, check: { title: "Health check", description: "The checks of MariaDB and memcached (G20).", type: "object", additionalProperties: !1, default: {}, properties: { interval: { title: "Seconds between checks", description: "Whole seconds from one check to the next (G20).", type: "integer", minimum: 1, default: 2, examples: [2] }, rise: { title: "Good checks to return", description: "How many good checks in a row make a service healthy again (G20).", type: "integer", minimum: 1, default: 5, examples: [5] }, fall: { title: "Failed checks to leave", description: "How many failed checks in a row move the virtual IP (G20).", type: "integer", minimum: 1, default: 5, examples: [2] } }, examples: [{ interval: 2, rise: 5, fall: 5 }] }, advert_interval: { title: "Seconds between adverts", description: "Seconds between VRRP adverts; after three missing ones the other server takes over (G20). Whole seconds, or below one, which takes VRRP version 3, as IPv6 always does: that has no authentication.", type: "number", minimum: 0.1, maximum: 255, default: 1, examples: [1, 0.4] }, notification_email: { title: "Mail addresses", description: "Who gets a mail when a server changes its state; no one by default.", type: "array", items: { type: "string", maxLength: 254, pattern: "^[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$" }, default: [], examples: [["storage-team@example.com"]] }, isolation_targets: { title: "Witness addresses", description: "Addresses that answer to ping, such as the gateway, of the same family as the servers: a database server that reaches none of them is cut off and gives up the virtual IPs (G36). With topology two-node, which has no other witness, at least one: it lets a server go on whose partner is lost.", type: "array", items: { type: "string", pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, default: [], examples: [["192.0.2.1"]] } }, examples: [{ interface: "ens192", vrrp: "unicast" }] }, firewall: { title: "Firewall", description: "The packet filter of the database servers (G03, G06, G19).", type: "object", additionalProperties: !1, default: {}, properties: { backend: { title: "Kind of firewall", description: "What filters packets on the database servers: iptables (G06), firewalld, or none where another party does it.", enum: ["iptables", "firewalld", "none"], default: "iptables", examples: ["firewalld"] }, chain: { title: "Chain of iptables", description: "The chain that gets the rules, ahead of its REJECT (G06); INPUT where a server has no such chain.", type: "string", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,27}$", default: "RH-Firewall-1-INPUT", examples: ["INPUT"] } }, examples: [{ backend: "firewalld" }] }, selinux: { title: "SELinux and keepalived", description: "permissive: the domain keepalived_t alone (G19). policy: a module made from the audit log (G25). ignore: SELinux is left as it is.", enum: ["permissive", "policy", "ignore"], default: "permissive", examples: ["policy"] }, application: { title: "Application", description: "What is changed on the application servers (G26 to G31).", type: "object", additionalProperties: !1, default: {}, properties: { config_file: { title: "Application's configuration", description: "The PHP file that names the database and memcached (G26).", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", default: "/var/www/smestorage/public_html/config.inc.php", examples: ["/var/www/smestorage/public_html/config.inc.php"] }, backup_dir: { title: "Folder for backups", description: "Where the configuration is saved before it is changed (G26); it holds a password, so never inside the web root.", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", default: "/home/smeconfiguser", examples: ["/home/smeconfiguser"] }, branding_dir: { title: "Folder of the branding", description: "Copied from the first application server to the others (G30).", type: "string", maxLength: 1024, pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", default: "/var/www/smestorage/public_html/templates/company", examples: ["/var/www/smestorage/public_html/templates/company"] }, cron_user: { title: "Owner of the cron jobs", description: "The user whose seven cron jobs run on the first application server alone (G05, G28).", type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$", default: "smestorage", examples: ["smestorage"] }, restart: { title: "Restart", description: "How an application server takes up its new configuration (G29): the whole host, its services alone, or not by us. With topology two-node the default is services, and reboot is none of the choices: it would take a database server with it.", enum: ["reboot", "services", "none"], default: "reboot", examples: ["services"] }, update_command: { title: "Command of an update", description: "The shell command that updates an application server, on one after the other (G31); null for none.", type: ["null", "string"], pattern: "^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f][^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$", default: null, examples: ["dnf -y update"] } }, examples: [{ restart: "services" }] } }, definitions: { server: { title: "Server", description: "One host.", type: "object", additionalProperties: !1, required: ["name", "address"], properties: { name: { title: "Host name", description: "The name that resolves to this address on every server (G01), and the host's name in Ansible; at most 251 characters, for it names a file of the tree.", type: "string", maxLength: 251, pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", examples: ["smesql01"] }, address: { title: "IP address", description: "The address at which Ansible and the other servers reach this one (G01). All addresses of a cluster are IPv4, or all are IPv6.", type: "string", pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", examples: ["192.0.2.11"] }, interface: { title: "Network interface", description: "The interface that carries VRRP and the virtual IPs on this database server (G20); keepalived.interface unless given.", type: "string", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", examples: ["ens192"] }, ansible_vars: { title: "Host variables", description: "Any further Ansible variable of this host; never a secret as plain text.", type: "object", additionalProperties: !0, default: {}, examples: [{ ansible_python_interpreter: "/usr/bin/python3.9" }] } }, examples: [{ name: "smesql01", address: "192.0.2.11" }] } } }, schema12 = { title: "Server", description: "One host.", type: "object", additionalProperties: !1, required: ["name", "address"], properties: { name: { title: "Host name", description: "The name that resolves to this address on every server (G01), and the host's name in Ansible; at most 251 characters, for it names a file of the tree.", type: "string", maxLength: 251, pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", examples: ["smesql01"] }, address: { title: "IP address", description: "The address at which Ansible and the other servers reach this one (G01). All addresses of a cluster are IPv4, or all are IPv6.", type: "string", pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", examples: ["192.0.2.11"] }, interface: { title: "Network interface", description: "The interface that carries VRRP and the virtual IPs on this database server (G20); keepalived.interface unless given.", type: "string", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", examples: ["ens192"] }, ansible_vars: { title: "Host variables", description: "Any further Ansible variable of this host; never a secret as plain text.", type: "object", additionalProperties: !0, default: {}, examples: [{ ansible_python_interpreter: "/usr/bin/python3.9" }] } }, examples: [{ name: "smesql01", address: "192.0.2.11" }] }, func2 = Object.prototype.hasOwnProperty, func3 = require_ucs2length().default, pattern0 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", "u"), pattern1 = new RegExp("^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", "u"), pattern2 = new RegExp("^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", "u"), pattern3 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", "u"), pattern13 = new RegExp("^[A-Za-z_][A-Za-z0-9_.-]{0,31}$", "u"), pattern14 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f/\\\\.]*[^\\u0000-\\u0020\\u007f-\\u009f/\\\\.]$", "u"), pattern15 = new RegExp("^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$", "u"), pattern17 = new RegExp("^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", "u"), pattern18 = new RegExp("^[0-9]+[KMG]?$", "u"), pattern24 = new RegExp("^[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$", "u"), pattern26 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,27}$", "u"), pattern31 = new RegExp("^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f][^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0, _errs1 = errors, valid0 = !0, _errs2 = errors;
  if (errors === _errs2)
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.topology === void 0 && (missing0 = "topology")) {
        let err0 = {};
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      } else if (data.topology !== void 0 && data.topology !== "two-node") {
        let err1 = {};
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    } else {
      let err2 = {};
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
  var _valid0 = _errs2 === errors;
  errors = _errs1, vErrors !== null && (_errs1 ? vErrors.length = _errs1 : vErrors = null);
  let ifClause0;
  if (_valid0) {
    let _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.app_servers !== void 0) {
        let err3 = { instancePath: instancePath + "/app_servers", schemaPath: "#/then/properties/app_servers/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: !1, parentSchema: schema11.then.properties.app_servers, data: data.app_servers };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
      if (data.vips !== void 0) {
        let data2 = data.vips;
        if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
          if (data2.web === void 0) {
            let err4 = { instancePath: instancePath + "/vips", schemaPath: "#/then/properties/vips/required", keyword: "required", params: { missingProperty: "web" }, message: "must have required property 'web'", schema: schema11.then.properties.vips.required, parentSchema: schema11.then.properties.vips, data: data2 };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        } else {
          let err5 = { instancePath: instancePath + "/vips", schemaPath: "#/then/properties/vips/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.then.properties.vips.type, parentSchema: schema11.then.properties.vips, data: data2 };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      }
    }
    var _valid0 = _errs5 === errors;
    valid0 = _valid0, ifClause0 = "then";
  } else {
    let _errs8 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.app_servers === void 0) {
        let err6 = { instancePath, schemaPath: "#/else/required", keyword: "required", params: { missingProperty: "app_servers" }, message: "must have required property 'app_servers'", schema: schema11.else.required, parentSchema: schema11.else, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (data.vips !== void 0) {
        let data3 = data.vips;
        if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
          if (data3.web !== void 0) {
            let err7 = { instancePath: instancePath + "/vips/web", schemaPath: "#/else/properties/vips/properties/web/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: !1, parentSchema: schema11.else.properties.vips.properties.web, data: data3.web };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        } else {
          let err8 = { instancePath: instancePath + "/vips", schemaPath: "#/else/properties/vips/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.else.properties.vips.type, parentSchema: schema11.else.properties.vips, data: data3 };
          vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
        }
      }
    }
    var _valid0 = _errs8 === errors;
    valid0 = _valid0, ifClause0 = "else";
  }
  if (!valid0) {
    let err9 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema', schema: schema11.if, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.topology === void 0 && (data.topology = "separate"), data.connection === void 0 && (data.connection = {}), data.database === void 0 && (data.database = {}), data.memcached === void 0 && (data.memcached = {}), data.keepalived === void 0 && (data.keepalived = {}), data.firewall === void 0 && (data.firewall = {}), data.selinux === void 0 && (data.selinux = "permissive"), data.application === void 0 && (data.application = {}), data.cluster === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "cluster" }, message: "must have required property 'cluster'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.db_servers === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "db_servers" }, message: "must have required property 'db_servers'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.vips === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "vips" }, message: "must have required property 'vips'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema11.properties, key0)) {
        let err13 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11, data };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    if (data.$schema !== void 0) {
      let data5 = data.$schema;
      if (typeof data5 != "string") {
        let err14 = { instancePath: instancePath + "/$schema", schemaPath: "#/properties/%24schema/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.$schema.type, parentSchema: schema11.properties.$schema, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.cluster !== void 0) {
      let data6 = data.cluster;
      if (typeof data6 == "string") {
        if (!pattern0.test(data6)) {
          let err15 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$" }, message: 'must match pattern "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"', schema: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", parentSchema: schema11.properties.cluster, data: data6 };
          vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
        }
      } else {
        let err16 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.cluster.type, parentSchema: schema11.properties.cluster, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    let data7 = data.topology;
    if (!(data7 === "separate" || data7 === "two-node")) {
      let err17 = { instancePath: instancePath + "/topology", schemaPath: "#/properties/topology/enum", keyword: "enum", params: { allowedValues: schema11.properties.topology.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.topology.enum, parentSchema: schema11.properties.topology, data: data7 };
      vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
    }
    if (data.db_servers !== void 0) {
      let data8 = data.db_servers;
      if (Array.isArray(data8)) {
        if (data8.length > 2) {
          let err18 = { instancePath: instancePath + "/db_servers", schemaPath: "#/properties/db_servers/maxItems", keyword: "maxItems", params: { limit: 2 }, message: "must NOT have more than 2 items", schema: 2, parentSchema: schema11.properties.db_servers, data: data8 };
          vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
        }
        if (data8.length < 2) {
          let err19 = { instancePath: instancePath + "/db_servers", schemaPath: "#/properties/db_servers/minItems", keyword: "minItems", params: { limit: 2 }, message: "must NOT have fewer than 2 items", schema: 2, parentSchema: schema11.properties.db_servers, data: data8 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        let len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
            if (data9.ansible_vars === void 0 && (data9.ansible_vars = {}), data9.name === void 0) {
              let err20 = { instancePath: instancePath + "/db_servers/" + i0, schemaPath: "#/definitions/server/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema12.required, parentSchema: schema12, data: data9 };
              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
            }
            if (data9.address === void 0) {
              let err21 = { instancePath: instancePath + "/db_servers/" + i0, schemaPath: "#/definitions/server/required", keyword: "required", params: { missingProperty: "address" }, message: "must have required property 'address'", schema: schema12.required, parentSchema: schema12, data: data9 };
              vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
            }
            for (let key1 in data9)
              if (!(key1 === "name" || key1 === "address" || key1 === "interface" || key1 === "ansible_vars")) {
                let err22 = { instancePath: instancePath + "/db_servers/" + i0, schemaPath: "#/definitions/server/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data: data9 };
                vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
              }
            if (data9.name !== void 0) {
              let data10 = data9.name;
              if (typeof data10 == "string") {
                if (func3(data10) > 251) {
                  let err23 = { instancePath: instancePath + "/db_servers/" + i0 + "/name", schemaPath: "#/definitions/server/properties/name/maxLength", keyword: "maxLength", params: { limit: 251 }, message: "must NOT have more than 251 characters", schema: 251, parentSchema: schema12.properties.name, data: data10 };
                  vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
                }
                if (!pattern1.test(data10)) {
                  let err24 = { instancePath: instancePath + "/db_servers/" + i0 + "/name", schemaPath: "#/definitions/server/properties/name/pattern", keyword: "pattern", params: { pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, message: 'must match pattern "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"', schema: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", parentSchema: schema12.properties.name, data: data10 };
                  vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
                }
              } else {
                let err25 = { instancePath: instancePath + "/db_servers/" + i0 + "/name", schemaPath: "#/definitions/server/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.name.type, parentSchema: schema12.properties.name, data: data10 };
                vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
              }
            }
            if (data9.address !== void 0) {
              let data11 = data9.address;
              if (typeof data11 == "string") {
                if (!pattern2.test(data11)) {
                  let err26 = { instancePath: instancePath + "/db_servers/" + i0 + "/address", schemaPath: "#/definitions/server/properties/address/pattern", keyword: "pattern", params: { pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, message: 'must match pattern "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$"', schema: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", parentSchema: schema12.properties.address, data: data11 };
                  vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
                }
              } else {
                let err27 = { instancePath: instancePath + "/db_servers/" + i0 + "/address", schemaPath: "#/definitions/server/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.address.type, parentSchema: schema12.properties.address, data: data11 };
                vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
              }
            }
            if (data9.interface !== void 0) {
              let data12 = data9.interface;
              if (typeof data12 == "string") {
                if (!pattern3.test(data12)) {
                  let err28 = { instancePath: instancePath + "/db_servers/" + i0 + "/interface", schemaPath: "#/definitions/server/properties/interface/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$"', schema: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", parentSchema: schema12.properties.interface, data: data12 };
                  vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                }
              } else {
                let err29 = { instancePath: instancePath + "/db_servers/" + i0 + "/interface", schemaPath: "#/definitions/server/properties/interface/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.interface.type, parentSchema: schema12.properties.interface, data: data12 };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
            }
            let data13 = data9.ansible_vars;
            if (!(data13 && typeof data13 == "object" && !Array.isArray(data13))) {
              let err30 = { instancePath: instancePath + "/db_servers/" + i0 + "/ansible_vars", schemaPath: "#/definitions/server/properties/ansible_vars/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.properties.ansible_vars.type, parentSchema: schema12.properties.ansible_vars, data: data13 };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
          } else {
            let err31 = { instancePath: instancePath + "/db_servers/" + i0, schemaPath: "#/definitions/server/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data: data9 };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
      } else {
        let err32 = { instancePath: instancePath + "/db_servers", schemaPath: "#/properties/db_servers/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.db_servers.type, parentSchema: schema11.properties.db_servers, data: data8 };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
    }
    if (data.app_servers !== void 0) {
      let data14 = data.app_servers;
      if (Array.isArray(data14)) {
        if (data14.length < 1) {
          let err33 = { instancePath: instancePath + "/app_servers", schemaPath: "#/properties/app_servers/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema11.properties.app_servers, data: data14 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        let len1 = data14.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data15 = data14[i1];
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            if (data15.ansible_vars === void 0 && (data15.ansible_vars = {}), data15.name === void 0) {
              let err34 = { instancePath: instancePath + "/app_servers/" + i1, schemaPath: "#/definitions/server/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema12.required, parentSchema: schema12, data: data15 };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
            if (data15.address === void 0) {
              let err35 = { instancePath: instancePath + "/app_servers/" + i1, schemaPath: "#/definitions/server/required", keyword: "required", params: { missingProperty: "address" }, message: "must have required property 'address'", schema: schema12.required, parentSchema: schema12, data: data15 };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            for (let key2 in data15)
              if (!(key2 === "name" || key2 === "address" || key2 === "interface" || key2 === "ansible_vars")) {
                let err36 = { instancePath: instancePath + "/app_servers/" + i1, schemaPath: "#/definitions/server/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data: data15 };
                vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
              }
            if (data15.name !== void 0) {
              let data16 = data15.name;
              if (typeof data16 == "string") {
                if (func3(data16) > 251) {
                  let err37 = { instancePath: instancePath + "/app_servers/" + i1 + "/name", schemaPath: "#/definitions/server/properties/name/maxLength", keyword: "maxLength", params: { limit: 251 }, message: "must NOT have more than 251 characters", schema: 251, parentSchema: schema12.properties.name, data: data16 };
                  vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                }
                if (!pattern1.test(data16)) {
                  let err38 = { instancePath: instancePath + "/app_servers/" + i1 + "/name", schemaPath: "#/definitions/server/properties/name/pattern", keyword: "pattern", params: { pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, message: 'must match pattern "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"', schema: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", parentSchema: schema12.properties.name, data: data16 };
                  vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                }
              } else {
                let err39 = { instancePath: instancePath + "/app_servers/" + i1 + "/name", schemaPath: "#/definitions/server/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.name.type, parentSchema: schema12.properties.name, data: data16 };
                vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
              }
            }
            if (data15.address !== void 0) {
              let data17 = data15.address;
              if (typeof data17 == "string") {
                if (!pattern2.test(data17)) {
                  let err40 = { instancePath: instancePath + "/app_servers/" + i1 + "/address", schemaPath: "#/definitions/server/properties/address/pattern", keyword: "pattern", params: { pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, message: 'must match pattern "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$"', schema: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", parentSchema: schema12.properties.address, data: data17 };
                  vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                }
              } else {
                let err41 = { instancePath: instancePath + "/app_servers/" + i1 + "/address", schemaPath: "#/definitions/server/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.address.type, parentSchema: schema12.properties.address, data: data17 };
                vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
              }
            }
            if (data15.interface !== void 0) {
              let data18 = data15.interface;
              if (typeof data18 == "string") {
                if (!pattern3.test(data18)) {
                  let err42 = { instancePath: instancePath + "/app_servers/" + i1 + "/interface", schemaPath: "#/definitions/server/properties/interface/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$"', schema: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", parentSchema: schema12.properties.interface, data: data18 };
                  vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
                }
              } else {
                let err43 = { instancePath: instancePath + "/app_servers/" + i1 + "/interface", schemaPath: "#/definitions/server/properties/interface/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.interface.type, parentSchema: schema12.properties.interface, data: data18 };
                vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
              }
            }
            let data19 = data15.ansible_vars;
            if (!(data19 && typeof data19 == "object" && !Array.isArray(data19))) {
              let err44 = { instancePath: instancePath + "/app_servers/" + i1 + "/ansible_vars", schemaPath: "#/definitions/server/properties/ansible_vars/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.properties.ansible_vars.type, parentSchema: schema12.properties.ansible_vars, data: data19 };
              vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
            }
          } else {
            let err45 = { instancePath: instancePath + "/app_servers/" + i1, schemaPath: "#/definitions/server/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data: data15 };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
        }
      } else {
        let err46 = { instancePath: instancePath + "/app_servers", schemaPath: "#/properties/app_servers/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.app_servers.type, parentSchema: schema11.properties.app_servers, data: data14 };
        vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
      }
    }
    if (data.vips !== void 0) {
      let data20 = data.vips;
      if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
        if (data20.database === void 0) {
          let err47 = { instancePath: instancePath + "/vips", schemaPath: "#/properties/vips/required", keyword: "required", params: { missingProperty: "database" }, message: "must have required property 'database'", schema: schema11.properties.vips.required, parentSchema: schema11.properties.vips, data: data20 };
          vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
        }
        if (data20.memcached === void 0) {
          let err48 = { instancePath: instancePath + "/vips", schemaPath: "#/properties/vips/required", keyword: "required", params: { missingProperty: "memcached" }, message: "must have required property 'memcached'", schema: schema11.properties.vips.required, parentSchema: schema11.properties.vips, data: data20 };
          vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
        }
        for (let key3 in data20)
          if (!(key3 === "database" || key3 === "memcached" || key3 === "web")) {
            let err49 = { instancePath: instancePath + "/vips", schemaPath: "#/properties/vips/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.vips, data: data20 };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        if (data20.database !== void 0) {
          let data21 = data20.database;
          if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
            if (data21.prefix === void 0 && (data21.prefix = 32), data21.virtual_router_id === void 0 && (data21.virtual_router_id = 51), data21.name === void 0) {
              let err50 = { instancePath: instancePath + "/vips/database", schemaPath: "#/properties/vips/properties/database/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema11.properties.vips.properties.database.required, parentSchema: schema11.properties.vips.properties.database, data: data21 };
              vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
            }
            if (data21.address === void 0) {
              let err51 = { instancePath: instancePath + "/vips/database", schemaPath: "#/properties/vips/properties/database/required", keyword: "required", params: { missingProperty: "address" }, message: "must have required property 'address'", schema: schema11.properties.vips.properties.database.required, parentSchema: schema11.properties.vips.properties.database, data: data21 };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            for (let key4 in data21)
              if (!(key4 === "name" || key4 === "address" || key4 === "prefix" || key4 === "virtual_router_id")) {
                let err52 = { instancePath: instancePath + "/vips/database", schemaPath: "#/properties/vips/properties/database/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.vips.properties.database, data: data21 };
                vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
              }
            if (data21.name !== void 0) {
              let data22 = data21.name;
              if (typeof data22 == "string") {
                if (func3(data22) > 253) {
                  let err53 = { instancePath: instancePath + "/vips/database/name", schemaPath: "#/properties/vips/properties/database/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 }, message: "must NOT have more than 253 characters", schema: 253, parentSchema: schema11.properties.vips.properties.database.properties.name, data: data22 };
                  vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                }
                if (!pattern1.test(data22)) {
                  let err54 = { instancePath: instancePath + "/vips/database/name", schemaPath: "#/properties/vips/properties/database/properties/name/pattern", keyword: "pattern", params: { pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, message: 'must match pattern "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"', schema: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", parentSchema: schema11.properties.vips.properties.database.properties.name, data: data22 };
                  vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                }
              } else {
                let err55 = { instancePath: instancePath + "/vips/database/name", schemaPath: "#/properties/vips/properties/database/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.vips.properties.database.properties.name.type, parentSchema: schema11.properties.vips.properties.database.properties.name, data: data22 };
                vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
              }
            }
            if (data21.address !== void 0) {
              let data23 = data21.address;
              if (typeof data23 == "string") {
                if (!pattern2.test(data23)) {
                  let err56 = { instancePath: instancePath + "/vips/database/address", schemaPath: "#/properties/vips/properties/database/properties/address/pattern", keyword: "pattern", params: { pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, message: 'must match pattern "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$"', schema: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", parentSchema: schema11.properties.vips.properties.database.properties.address, data: data23 };
                  vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                }
              } else {
                let err57 = { instancePath: instancePath + "/vips/database/address", schemaPath: "#/properties/vips/properties/database/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.vips.properties.database.properties.address.type, parentSchema: schema11.properties.vips.properties.database.properties.address, data: data23 };
                vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
              }
            }
            let data24 = data21.prefix;
            if (!(typeof data24 == "number" && !(data24 % 1) && !isNaN(data24) && isFinite(data24))) {
              let err58 = { instancePath: instancePath + "/vips/database/prefix", schemaPath: "#/properties/vips/properties/database/properties/prefix/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.vips.properties.database.properties.prefix.type, parentSchema: schema11.properties.vips.properties.database.properties.prefix, data: data24 };
              vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
            }
            if (typeof data24 == "number" && isFinite(data24)) {
              if (data24 > 128 || isNaN(data24)) {
                let err59 = { instancePath: instancePath + "/vips/database/prefix", schemaPath: "#/properties/vips/properties/database/properties/prefix/maximum", keyword: "maximum", params: { comparison: "<=", limit: 128 }, message: "must be <= 128", schema: 128, parentSchema: schema11.properties.vips.properties.database.properties.prefix, data: data24 };
                vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
              }
              if (data24 < 1 || isNaN(data24)) {
                let err60 = { instancePath: instancePath + "/vips/database/prefix", schemaPath: "#/properties/vips/properties/database/properties/prefix/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.vips.properties.database.properties.prefix, data: data24 };
                vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
              }
            }
            let data25 = data21.virtual_router_id;
            if (!(typeof data25 == "number" && !(data25 % 1) && !isNaN(data25) && isFinite(data25))) {
              let err61 = { instancePath: instancePath + "/vips/database/virtual_router_id", schemaPath: "#/properties/vips/properties/database/properties/virtual_router_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.vips.properties.database.properties.virtual_router_id.type, parentSchema: schema11.properties.vips.properties.database.properties.virtual_router_id, data: data25 };
              vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
            }
            if (typeof data25 == "number" && isFinite(data25)) {
              if (data25 > 255 || isNaN(data25)) {
                let err62 = { instancePath: instancePath + "/vips/database/virtual_router_id", schemaPath: "#/properties/vips/properties/database/properties/virtual_router_id/maximum", keyword: "maximum", params: { comparison: "<=", limit: 255 }, message: "must be <= 255", schema: 255, parentSchema: schema11.properties.vips.properties.database.properties.virtual_router_id, data: data25 };
                vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
              }
              if (data25 < 1 || isNaN(data25)) {
                let err63 = { instancePath: instancePath + "/vips/database/virtual_router_id", schemaPath: "#/properties/vips/properties/database/properties/virtual_router_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.vips.properties.database.properties.virtual_router_id, data: data25 };
                vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
              }
            }
          } else {
            let err64 = { instancePath: instancePath + "/vips/database", schemaPath: "#/properties/vips/properties/database/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.vips.properties.database.type, parentSchema: schema11.properties.vips.properties.database, data: data21 };
            vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
          }
        }
        if (data20.memcached !== void 0) {
          let data26 = data20.memcached;
          if (data26 && typeof data26 == "object" && !Array.isArray(data26)) {
            if (data26.prefix === void 0 && (data26.prefix = 32), data26.virtual_router_id === void 0 && (data26.virtual_router_id = 61), data26.name === void 0) {
              let err65 = { instancePath: instancePath + "/vips/memcached", schemaPath: "#/properties/vips/properties/memcached/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema11.properties.vips.properties.memcached.required, parentSchema: schema11.properties.vips.properties.memcached, data: data26 };
              vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
            }
            if (data26.address === void 0) {
              let err66 = { instancePath: instancePath + "/vips/memcached", schemaPath: "#/properties/vips/properties/memcached/required", keyword: "required", params: { missingProperty: "address" }, message: "must have required property 'address'", schema: schema11.properties.vips.properties.memcached.required, parentSchema: schema11.properties.vips.properties.memcached, data: data26 };
              vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
            }
            for (let key5 in data26)
              if (!(key5 === "name" || key5 === "address" || key5 === "prefix" || key5 === "virtual_router_id")) {
                let err67 = { instancePath: instancePath + "/vips/memcached", schemaPath: "#/properties/vips/properties/memcached/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.vips.properties.memcached, data: data26 };
                vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
              }
            if (data26.name !== void 0) {
              let data27 = data26.name;
              if (typeof data27 == "string") {
                if (func3(data27) > 253) {
                  let err68 = { instancePath: instancePath + "/vips/memcached/name", schemaPath: "#/properties/vips/properties/memcached/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 }, message: "must NOT have more than 253 characters", schema: 253, parentSchema: schema11.properties.vips.properties.memcached.properties.name, data: data27 };
                  vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
                }
                if (!pattern1.test(data27)) {
                  let err69 = { instancePath: instancePath + "/vips/memcached/name", schemaPath: "#/properties/vips/properties/memcached/properties/name/pattern", keyword: "pattern", params: { pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, message: 'must match pattern "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"', schema: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", parentSchema: schema11.properties.vips.properties.memcached.properties.name, data: data27 };
                  vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
                }
              } else {
                let err70 = { instancePath: instancePath + "/vips/memcached/name", schemaPath: "#/properties/vips/properties/memcached/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.vips.properties.memcached.properties.name.type, parentSchema: schema11.properties.vips.properties.memcached.properties.name, data: data27 };
                vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
              }
            }
            if (data26.address !== void 0) {
              let data28 = data26.address;
              if (typeof data28 == "string") {
                if (!pattern2.test(data28)) {
                  let err71 = { instancePath: instancePath + "/vips/memcached/address", schemaPath: "#/properties/vips/properties/memcached/properties/address/pattern", keyword: "pattern", params: { pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, message: 'must match pattern "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$"', schema: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", parentSchema: schema11.properties.vips.properties.memcached.properties.address, data: data28 };
                  vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
                }
              } else {
                let err72 = { instancePath: instancePath + "/vips/memcached/address", schemaPath: "#/properties/vips/properties/memcached/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.vips.properties.memcached.properties.address.type, parentSchema: schema11.properties.vips.properties.memcached.properties.address, data: data28 };
                vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
              }
            }
            let data29 = data26.prefix;
            if (!(typeof data29 == "number" && !(data29 % 1) && !isNaN(data29) && isFinite(data29))) {
              let err73 = { instancePath: instancePath + "/vips/memcached/prefix", schemaPath: "#/properties/vips/properties/memcached/properties/prefix/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.vips.properties.memcached.properties.prefix.type, parentSchema: schema11.properties.vips.properties.memcached.properties.prefix, data: data29 };
              vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
            }
            if (typeof data29 == "number" && isFinite(data29)) {
              if (data29 > 128 || isNaN(data29)) {
                let err74 = { instancePath: instancePath + "/vips/memcached/prefix", schemaPath: "#/properties/vips/properties/memcached/properties/prefix/maximum", keyword: "maximum", params: { comparison: "<=", limit: 128 }, message: "must be <= 128", schema: 128, parentSchema: schema11.properties.vips.properties.memcached.properties.prefix, data: data29 };
                vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
              }
              if (data29 < 1 || isNaN(data29)) {
                let err75 = { instancePath: instancePath + "/vips/memcached/prefix", schemaPath: "#/properties/vips/properties/memcached/properties/prefix/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.vips.properties.memcached.properties.prefix, data: data29 };
                vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
              }
            }
            let data30 = data26.virtual_router_id;
            if (!(typeof data30 == "number" && !(data30 % 1) && !isNaN(data30) && isFinite(data30))) {
              let err76 = { instancePath: instancePath + "/vips/memcached/virtual_router_id", schemaPath: "#/properties/vips/properties/memcached/properties/virtual_router_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.vips.properties.memcached.properties.virtual_router_id.type, parentSchema: schema11.properties.vips.properties.memcached.properties.virtual_router_id, data: data30 };
              vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
            }
            if (typeof data30 == "number" && isFinite(data30)) {
              if (data30 > 255 || isNaN(data30)) {
                let err77 = { instancePath: instancePath + "/vips/memcached/virtual_router_id", schemaPath: "#/properties/vips/properties/memcached/properties/virtual_router_id/maximum", keyword: "maximum", params: { comparison: "<=", limit: 255 }, message: "must be <= 255", schema: 255, parentSchema: schema11.properties.vips.properties.memcached.properties.virtual_router_id, data: data30 };
                vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
              }
              if (data30 < 1 || isNaN(data30)) {
                let err78 = { instancePath: instancePath + "/vips/memcached/virtual_router_id", schemaPath: "#/properties/vips/properties/memcached/properties/virtual_router_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.vips.properties.memcached.properties.virtual_router_id, data: data30 };
                vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
              }
            }
          } else {
            let err79 = { instancePath: instancePath + "/vips/memcached", schemaPath: "#/properties/vips/properties/memcached/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.vips.properties.memcached.type, parentSchema: schema11.properties.vips.properties.memcached, data: data26 };
            vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
          }
        }
        if (data20.web !== void 0) {
          let data31 = data20.web;
          if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
            if (data31.prefix === void 0 && (data31.prefix = 32), data31.virtual_router_id === void 0 && (data31.virtual_router_id = 71), data31.name === void 0) {
              let err80 = { instancePath: instancePath + "/vips/web", schemaPath: "#/properties/vips/properties/web/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema11.properties.vips.properties.web.required, parentSchema: schema11.properties.vips.properties.web, data: data31 };
              vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
            }
            if (data31.address === void 0) {
              let err81 = { instancePath: instancePath + "/vips/web", schemaPath: "#/properties/vips/properties/web/required", keyword: "required", params: { missingProperty: "address" }, message: "must have required property 'address'", schema: schema11.properties.vips.properties.web.required, parentSchema: schema11.properties.vips.properties.web, data: data31 };
              vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
            }
            for (let key6 in data31)
              if (!(key6 === "name" || key6 === "address" || key6 === "prefix" || key6 === "virtual_router_id")) {
                let err82 = { instancePath: instancePath + "/vips/web", schemaPath: "#/properties/vips/properties/web/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.vips.properties.web, data: data31 };
                vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
              }
            if (data31.name !== void 0) {
              let data32 = data31.name;
              if (typeof data32 == "string") {
                if (func3(data32) > 253) {
                  let err83 = { instancePath: instancePath + "/vips/web/name", schemaPath: "#/properties/vips/properties/web/properties/name/maxLength", keyword: "maxLength", params: { limit: 253 }, message: "must NOT have more than 253 characters", schema: 253, parentSchema: schema11.properties.vips.properties.web.properties.name, data: data32 };
                  vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
                }
                if (!pattern1.test(data32)) {
                  let err84 = { instancePath: instancePath + "/vips/web/name", schemaPath: "#/properties/vips/properties/web/properties/name/pattern", keyword: "pattern", params: { pattern: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$" }, message: 'must match pattern "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"', schema: "^(?!([^.]*\\.)*[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", parentSchema: schema11.properties.vips.properties.web.properties.name, data: data32 };
                  vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
                }
              } else {
                let err85 = { instancePath: instancePath + "/vips/web/name", schemaPath: "#/properties/vips/properties/web/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.vips.properties.web.properties.name.type, parentSchema: schema11.properties.vips.properties.web.properties.name, data: data32 };
                vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
              }
            }
            if (data31.address !== void 0) {
              let data33 = data31.address;
              if (typeof data33 == "string") {
                if (!pattern2.test(data33)) {
                  let err86 = { instancePath: instancePath + "/vips/web/address", schemaPath: "#/properties/vips/properties/web/properties/address/pattern", keyword: "pattern", params: { pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, message: 'must match pattern "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$"', schema: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", parentSchema: schema11.properties.vips.properties.web.properties.address, data: data33 };
                  vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
                }
              } else {
                let err87 = { instancePath: instancePath + "/vips/web/address", schemaPath: "#/properties/vips/properties/web/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.vips.properties.web.properties.address.type, parentSchema: schema11.properties.vips.properties.web.properties.address, data: data33 };
                vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
              }
            }
            let data34 = data31.prefix;
            if (!(typeof data34 == "number" && !(data34 % 1) && !isNaN(data34) && isFinite(data34))) {
              let err88 = { instancePath: instancePath + "/vips/web/prefix", schemaPath: "#/properties/vips/properties/web/properties/prefix/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.vips.properties.web.properties.prefix.type, parentSchema: schema11.properties.vips.properties.web.properties.prefix, data: data34 };
              vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
            }
            if (typeof data34 == "number" && isFinite(data34)) {
              if (data34 > 128 || isNaN(data34)) {
                let err89 = { instancePath: instancePath + "/vips/web/prefix", schemaPath: "#/properties/vips/properties/web/properties/prefix/maximum", keyword: "maximum", params: { comparison: "<=", limit: 128 }, message: "must be <= 128", schema: 128, parentSchema: schema11.properties.vips.properties.web.properties.prefix, data: data34 };
                vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
              }
              if (data34 < 1 || isNaN(data34)) {
                let err90 = { instancePath: instancePath + "/vips/web/prefix", schemaPath: "#/properties/vips/properties/web/properties/prefix/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.vips.properties.web.properties.prefix, data: data34 };
                vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
              }
            }
            let data35 = data31.virtual_router_id;
            if (!(typeof data35 == "number" && !(data35 % 1) && !isNaN(data35) && isFinite(data35))) {
              let err91 = { instancePath: instancePath + "/vips/web/virtual_router_id", schemaPath: "#/properties/vips/properties/web/properties/virtual_router_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.vips.properties.web.properties.virtual_router_id.type, parentSchema: schema11.properties.vips.properties.web.properties.virtual_router_id, data: data35 };
              vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
            }
            if (typeof data35 == "number" && isFinite(data35)) {
              if (data35 > 255 || isNaN(data35)) {
                let err92 = { instancePath: instancePath + "/vips/web/virtual_router_id", schemaPath: "#/properties/vips/properties/web/properties/virtual_router_id/maximum", keyword: "maximum", params: { comparison: "<=", limit: 255 }, message: "must be <= 255", schema: 255, parentSchema: schema11.properties.vips.properties.web.properties.virtual_router_id, data: data35 };
                vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
              }
              if (data35 < 1 || isNaN(data35)) {
                let err93 = { instancePath: instancePath + "/vips/web/virtual_router_id", schemaPath: "#/properties/vips/properties/web/properties/virtual_router_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.vips.properties.web.properties.virtual_router_id, data: data35 };
                vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
              }
            }
          } else {
            let err94 = { instancePath: instancePath + "/vips/web", schemaPath: "#/properties/vips/properties/web/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.vips.properties.web.type, parentSchema: schema11.properties.vips.properties.web, data: data31 };
            vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
          }
        }
      } else {
        let err95 = { instancePath: instancePath + "/vips", schemaPath: "#/properties/vips/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.vips.type, parentSchema: schema11.properties.vips, data: data20 };
        vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
      }
    }
    let data36 = data.connection;
    if (data36 && typeof data36 == "object" && !Array.isArray(data36)) {
      data36.user === void 0 && (data36.user = "smeconfiguser"), data36.port === void 0 && (data36.port = 22), data36.become_method === void 0 && (data36.become_method = "su");
      for (let key7 in data36)
        if (!(key7 === "user" || key7 === "port" || key7 === "become_method")) {
          let err96 = { instancePath: instancePath + "/connection", schemaPath: "#/properties/connection/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.connection, data: data36 };
          vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
        }
      let data37 = data36.user;
      if (typeof data37 == "string") {
        if (!pattern13.test(data37)) {
          let err97 = { instancePath: instancePath + "/connection/user", schemaPath: "#/properties/connection/properties/user/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$"', schema: "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$", parentSchema: schema11.properties.connection.properties.user, data: data37 };
          vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
        }
      } else {
        let err98 = { instancePath: instancePath + "/connection/user", schemaPath: "#/properties/connection/properties/user/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.connection.properties.user.type, parentSchema: schema11.properties.connection.properties.user, data: data37 };
        vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
      }
      let data38 = data36.port;
      if (!(typeof data38 == "number" && !(data38 % 1) && !isNaN(data38) && isFinite(data38))) {
        let err99 = { instancePath: instancePath + "/connection/port", schemaPath: "#/properties/connection/properties/port/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.connection.properties.port.type, parentSchema: schema11.properties.connection.properties.port, data: data38 };
        vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
      }
      if (typeof data38 == "number" && isFinite(data38)) {
        if (data38 > 65535 || isNaN(data38)) {
          let err100 = { instancePath: instancePath + "/connection/port", schemaPath: "#/properties/connection/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, message: "must be <= 65535", schema: 65535, parentSchema: schema11.properties.connection.properties.port, data: data38 };
          vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
        }
        if (data38 < 1 || isNaN(data38)) {
          let err101 = { instancePath: instancePath + "/connection/port", schemaPath: "#/properties/connection/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.connection.properties.port, data: data38 };
          vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
        }
      }
      let data39 = data36.become_method;
      if (!(data39 === "su" || data39 === "sudo" || data39 === "doas")) {
        let err102 = { instancePath: instancePath + "/connection/become_method", schemaPath: "#/properties/connection/properties/become_method/enum", keyword: "enum", params: { allowedValues: schema11.properties.connection.properties.become_method.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.connection.properties.become_method.enum, parentSchema: schema11.properties.connection.properties.become_method, data: data39 };
        vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
      }
    } else {
      let err103 = { instancePath: instancePath + "/connection", schemaPath: "#/properties/connection/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.connection.type, parentSchema: schema11.properties.connection, data: data36 };
      vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
    }
    let data40 = data.database;
    if (data40 && typeof data40 == "object" && !Array.isArray(data40)) {
      data40.name === void 0 && (data40.name = "smestorage"), data40.app_user === void 0 && (data40.app_user = "smestoreremote"), data40.replication_user === void 0 && (data40.replication_user = "repl_user"), data40.config_file === void 0 && (data40.config_file = "/etc/my.cnf.d/localhost.cnf"), data40.binlog_expire_days === void 0 && (data40.binlog_expire_days = 10), data40.max_binlog_size === void 0 && (data40.max_binlog_size = "100M"), data40.replication === void 0 && (data40.replication = "auto"), data40.semi_sync === void 0 && (data40.semi_sync = !1), data40.grants === void 0 && (data40.grants = "schema"), data40.tls === void 0 && (data40.tls = !1);
      for (let key8 in data40)
        if (!func2.call(schema11.properties.database.properties, key8)) {
          let err104 = { instancePath: instancePath + "/database", schemaPath: "#/properties/database/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.database, data: data40 };
          vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
        }
      let data41 = data40.name;
      if (typeof data41 == "string") {
        if (func3(data41) > 64) {
          let err105 = { instancePath: instancePath + "/database/name", schemaPath: "#/properties/database/properties/name/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema11.properties.database.properties.name, data: data41 };
          vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
        }
        if (func3(data41) < 1) {
          let err106 = { instancePath: instancePath + "/database/name", schemaPath: "#/properties/database/properties/name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.database.properties.name, data: data41 };
          vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
        }
        if (!pattern14.test(data41)) {
          let err107 = { instancePath: instancePath + "/database/name", schemaPath: "#/properties/database/properties/name/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f/\\\\.]*[^\\u0000-\\u0020\\u007f-\\u009f/\\\\.]$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f/\\\\.]*[^\\u0000-\\u0020\\u007f-\\u009f/\\\\.]$"', schema: "^[^\\u0000-\\u001f\\u007f-\\u009f/\\\\.]*[^\\u0000-\\u0020\\u007f-\\u009f/\\\\.]$", parentSchema: schema11.properties.database.properties.name, data: data41 };
          vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
        }
      } else {
        let err108 = { instancePath: instancePath + "/database/name", schemaPath: "#/properties/database/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.name.type, parentSchema: schema11.properties.database.properties.name, data: data41 };
        vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
      }
      let data42 = data40.app_user;
      if (typeof data42 == "string") {
        if (func3(data42) > 32) {
          let err109 = { instancePath: instancePath + "/database/app_user", schemaPath: "#/properties/database/properties/app_user/maxLength", keyword: "maxLength", params: { limit: 32 }, message: "must NOT have more than 32 characters", schema: 32, parentSchema: schema11.properties.database.properties.app_user, data: data42 };
          vErrors === null ? vErrors = [err109] : vErrors.push(err109), errors++;
        }
        if (func3(data42) < 1) {
          let err110 = { instancePath: instancePath + "/database/app_user", schemaPath: "#/properties/database/properties/app_user/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.database.properties.app_user, data: data42 };
          vErrors === null ? vErrors = [err110] : vErrors.push(err110), errors++;
        }
        if (!pattern15.test(data42)) {
          let err111 = { instancePath: instancePath + "/database/app_user", schemaPath: "#/properties/database/properties/app_user/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$" }, message: 'must match pattern "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$"', schema: "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$", parentSchema: schema11.properties.database.properties.app_user, data: data42 };
          vErrors === null ? vErrors = [err111] : vErrors.push(err111), errors++;
        }
      } else {
        let err112 = { instancePath: instancePath + "/database/app_user", schemaPath: "#/properties/database/properties/app_user/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.app_user.type, parentSchema: schema11.properties.database.properties.app_user, data: data42 };
        vErrors === null ? vErrors = [err112] : vErrors.push(err112), errors++;
      }
      let data43 = data40.replication_user;
      if (typeof data43 == "string") {
        if (func3(data43) > 32) {
          let err113 = { instancePath: instancePath + "/database/replication_user", schemaPath: "#/properties/database/properties/replication_user/maxLength", keyword: "maxLength", params: { limit: 32 }, message: "must NOT have more than 32 characters", schema: 32, parentSchema: schema11.properties.database.properties.replication_user, data: data43 };
          vErrors === null ? vErrors = [err113] : vErrors.push(err113), errors++;
        }
        if (func3(data43) < 1) {
          let err114 = { instancePath: instancePath + "/database/replication_user", schemaPath: "#/properties/database/properties/replication_user/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.database.properties.replication_user, data: data43 };
          vErrors === null ? vErrors = [err114] : vErrors.push(err114), errors++;
        }
        if (!pattern15.test(data43)) {
          let err115 = { instancePath: instancePath + "/database/replication_user", schemaPath: "#/properties/database/properties/replication_user/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$" }, message: 'must match pattern "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$"', schema: "^[^\\u0000-\\u0020\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f])?$", parentSchema: schema11.properties.database.properties.replication_user, data: data43 };
          vErrors === null ? vErrors = [err115] : vErrors.push(err115), errors++;
        }
      } else {
        let err116 = { instancePath: instancePath + "/database/replication_user", schemaPath: "#/properties/database/properties/replication_user/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.replication_user.type, parentSchema: schema11.properties.database.properties.replication_user, data: data43 };
        vErrors === null ? vErrors = [err116] : vErrors.push(err116), errors++;
      }
      let data44 = data40.config_file;
      if (typeof data44 == "string") {
        if (func3(data44) > 1024) {
          let err117 = { instancePath: instancePath + "/database/config_file", schemaPath: "#/properties/database/properties/config_file/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.database.properties.config_file, data: data44 };
          vErrors === null ? vErrors = [err117] : vErrors.push(err117), errors++;
        }
        if (!pattern17.test(data44)) {
          let err118 = { instancePath: instancePath + "/database/config_file", schemaPath: "#/properties/database/properties/config_file/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.database.properties.config_file, data: data44 };
          vErrors === null ? vErrors = [err118] : vErrors.push(err118), errors++;
        }
      } else {
        let err119 = { instancePath: instancePath + "/database/config_file", schemaPath: "#/properties/database/properties/config_file/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.config_file.type, parentSchema: schema11.properties.database.properties.config_file, data: data44 };
        vErrors === null ? vErrors = [err119] : vErrors.push(err119), errors++;
      }
      let data45 = data40.binlog_expire_days;
      if (!(typeof data45 == "number" && !(data45 % 1) && !isNaN(data45) && isFinite(data45))) {
        let err120 = { instancePath: instancePath + "/database/binlog_expire_days", schemaPath: "#/properties/database/properties/binlog_expire_days/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.database.properties.binlog_expire_days.type, parentSchema: schema11.properties.database.properties.binlog_expire_days, data: data45 };
        vErrors === null ? vErrors = [err120] : vErrors.push(err120), errors++;
      }
      if (typeof data45 == "number" && isFinite(data45)) {
        if (data45 > 99 || isNaN(data45)) {
          let err121 = { instancePath: instancePath + "/database/binlog_expire_days", schemaPath: "#/properties/database/properties/binlog_expire_days/maximum", keyword: "maximum", params: { comparison: "<=", limit: 99 }, message: "must be <= 99", schema: 99, parentSchema: schema11.properties.database.properties.binlog_expire_days, data: data45 };
          vErrors === null ? vErrors = [err121] : vErrors.push(err121), errors++;
        }
        if (data45 < 1 || isNaN(data45)) {
          let err122 = { instancePath: instancePath + "/database/binlog_expire_days", schemaPath: "#/properties/database/properties/binlog_expire_days/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.database.properties.binlog_expire_days, data: data45 };
          vErrors === null ? vErrors = [err122] : vErrors.push(err122), errors++;
        }
      }
      let data46 = data40.max_binlog_size;
      if (typeof data46 == "string") {
        if (!pattern18.test(data46)) {
          let err123 = { instancePath: instancePath + "/database/max_binlog_size", schemaPath: "#/properties/database/properties/max_binlog_size/pattern", keyword: "pattern", params: { pattern: "^[0-9]+[KMG]?$" }, message: 'must match pattern "^[0-9]+[KMG]?$"', schema: "^[0-9]+[KMG]?$", parentSchema: schema11.properties.database.properties.max_binlog_size, data: data46 };
          vErrors === null ? vErrors = [err123] : vErrors.push(err123), errors++;
        }
      } else {
        let err124 = { instancePath: instancePath + "/database/max_binlog_size", schemaPath: "#/properties/database/properties/max_binlog_size/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.max_binlog_size.type, parentSchema: schema11.properties.database.properties.max_binlog_size, data: data46 };
        vErrors === null ? vErrors = [err124] : vErrors.push(err124), errors++;
      }
      let data47 = data40.replication;
      if (!(data47 === "auto" || data47 === "gtid" || data47 === "position")) {
        let err125 = { instancePath: instancePath + "/database/replication", schemaPath: "#/properties/database/properties/replication/enum", keyword: "enum", params: { allowedValues: schema11.properties.database.properties.replication.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.database.properties.replication.enum, parentSchema: schema11.properties.database.properties.replication, data: data47 };
        vErrors === null ? vErrors = [err125] : vErrors.push(err125), errors++;
      }
      let data48 = data40.semi_sync;
      if (typeof data48 != "boolean") {
        let err126 = { instancePath: instancePath + "/database/semi_sync", schemaPath: "#/properties/database/properties/semi_sync/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema11.properties.database.properties.semi_sync.type, parentSchema: schema11.properties.database.properties.semi_sync, data: data48 };
        vErrors === null ? vErrors = [err126] : vErrors.push(err126), errors++;
      }
      let data49 = data40.grants;
      if (!(data49 === "schema" || data49 === "global")) {
        let err127 = { instancePath: instancePath + "/database/grants", schemaPath: "#/properties/database/properties/grants/enum", keyword: "enum", params: { allowedValues: schema11.properties.database.properties.grants.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.database.properties.grants.enum, parentSchema: schema11.properties.database.properties.grants, data: data49 };
        vErrors === null ? vErrors = [err127] : vErrors.push(err127), errors++;
      }
      let data50 = data40.tls;
      if (typeof data50 != "boolean" && !(data50 && typeof data50 == "object" && !Array.isArray(data50))) {
        let err128 = { instancePath: instancePath + "/database/tls", schemaPath: "#/properties/database/properties/tls/type", keyword: "type", params: { type: schema11.properties.database.properties.tls.type }, message: "must be boolean,object", schema: schema11.properties.database.properties.tls.type, parentSchema: schema11.properties.database.properties.tls, data: data50 };
        vErrors === null ? vErrors = [err128] : vErrors.push(err128), errors++;
      }
      if (data50 && typeof data50 == "object" && !Array.isArray(data50)) {
        if (data50.key === void 0 && (data50.key = null), data50.ca === void 0) {
          let err129 = { instancePath: instancePath + "/database/tls", schemaPath: "#/properties/database/properties/tls/required", keyword: "required", params: { missingProperty: "ca" }, message: "must have required property 'ca'", schema: schema11.properties.database.properties.tls.required, parentSchema: schema11.properties.database.properties.tls, data: data50 };
          vErrors === null ? vErrors = [err129] : vErrors.push(err129), errors++;
        }
        if (data50.certificate === void 0) {
          let err130 = { instancePath: instancePath + "/database/tls", schemaPath: "#/properties/database/properties/tls/required", keyword: "required", params: { missingProperty: "certificate" }, message: "must have required property 'certificate'", schema: schema11.properties.database.properties.tls.required, parentSchema: schema11.properties.database.properties.tls, data: data50 };
          vErrors === null ? vErrors = [err130] : vErrors.push(err130), errors++;
        }
        for (let key9 in data50)
          if (!(key9 === "ca" || key9 === "certificate" || key9 === "key")) {
            let err131 = { instancePath: instancePath + "/database/tls", schemaPath: "#/properties/database/properties/tls/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.database.properties.tls, data: data50 };
            vErrors === null ? vErrors = [err131] : vErrors.push(err131), errors++;
          }
        if (data50.ca !== void 0) {
          let data51 = data50.ca;
          if (typeof data51 == "string") {
            if (func3(data51) > 1024) {
              let err132 = { instancePath: instancePath + "/database/tls/ca", schemaPath: "#/properties/database/properties/tls/properties/ca/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.database.properties.tls.properties.ca, data: data51 };
              vErrors === null ? vErrors = [err132] : vErrors.push(err132), errors++;
            }
            if (!pattern17.test(data51)) {
              let err133 = { instancePath: instancePath + "/database/tls/ca", schemaPath: "#/properties/database/properties/tls/properties/ca/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.database.properties.tls.properties.ca, data: data51 };
              vErrors === null ? vErrors = [err133] : vErrors.push(err133), errors++;
            }
          } else {
            let err134 = { instancePath: instancePath + "/database/tls/ca", schemaPath: "#/properties/database/properties/tls/properties/ca/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.tls.properties.ca.type, parentSchema: schema11.properties.database.properties.tls.properties.ca, data: data51 };
            vErrors === null ? vErrors = [err134] : vErrors.push(err134), errors++;
          }
        }
        if (data50.certificate !== void 0) {
          let data52 = data50.certificate;
          if (typeof data52 == "string") {
            if (func3(data52) > 1024) {
              let err135 = { instancePath: instancePath + "/database/tls/certificate", schemaPath: "#/properties/database/properties/tls/properties/certificate/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.database.properties.tls.properties.certificate, data: data52 };
              vErrors === null ? vErrors = [err135] : vErrors.push(err135), errors++;
            }
            if (!pattern17.test(data52)) {
              let err136 = { instancePath: instancePath + "/database/tls/certificate", schemaPath: "#/properties/database/properties/tls/properties/certificate/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.database.properties.tls.properties.certificate, data: data52 };
              vErrors === null ? vErrors = [err136] : vErrors.push(err136), errors++;
            }
          } else {
            let err137 = { instancePath: instancePath + "/database/tls/certificate", schemaPath: "#/properties/database/properties/tls/properties/certificate/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.database.properties.tls.properties.certificate.type, parentSchema: schema11.properties.database.properties.tls.properties.certificate, data: data52 };
            vErrors === null ? vErrors = [err137] : vErrors.push(err137), errors++;
          }
        }
        let data53 = data50.key;
        if (data53 !== null && typeof data53 != "string") {
          let err138 = { instancePath: instancePath + "/database/tls/key", schemaPath: "#/properties/database/properties/tls/properties/key/type", keyword: "type", params: { type: schema11.properties.database.properties.tls.properties.key.type }, message: "must be null,string", schema: schema11.properties.database.properties.tls.properties.key.type, parentSchema: schema11.properties.database.properties.tls.properties.key, data: data53 };
          vErrors === null ? vErrors = [err138] : vErrors.push(err138), errors++;
        }
        if (typeof data53 == "string") {
          if (func3(data53) > 1024) {
            let err139 = { instancePath: instancePath + "/database/tls/key", schemaPath: "#/properties/database/properties/tls/properties/key/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.database.properties.tls.properties.key, data: data53 };
            vErrors === null ? vErrors = [err139] : vErrors.push(err139), errors++;
          }
          if (!pattern17.test(data53)) {
            let err140 = { instancePath: instancePath + "/database/tls/key", schemaPath: "#/properties/database/properties/tls/properties/key/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.database.properties.tls.properties.key, data: data53 };
            vErrors === null ? vErrors = [err140] : vErrors.push(err140), errors++;
          }
        }
      }
    } else {
      let err141 = { instancePath: instancePath + "/database", schemaPath: "#/properties/database/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.database.type, parentSchema: schema11.properties.database, data: data40 };
      vErrors === null ? vErrors = [err141] : vErrors.push(err141), errors++;
    }
    let data54 = data.memcached;
    if (data54 && typeof data54 == "object" && !Array.isArray(data54)) {
      data54.port === void 0 && (data54.port = 11211), data54.config_file === void 0 && (data54.config_file = "/etc/sysconfig/memcached");
      for (let key10 in data54)
        if (!(key10 === "port" || key10 === "config_file")) {
          let err142 = { instancePath: instancePath + "/memcached", schemaPath: "#/properties/memcached/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.memcached, data: data54 };
          vErrors === null ? vErrors = [err142] : vErrors.push(err142), errors++;
        }
      let data55 = data54.port;
      if (!(typeof data55 == "number" && !(data55 % 1) && !isNaN(data55) && isFinite(data55))) {
        let err143 = { instancePath: instancePath + "/memcached/port", schemaPath: "#/properties/memcached/properties/port/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.memcached.properties.port.type, parentSchema: schema11.properties.memcached.properties.port, data: data55 };
        vErrors === null ? vErrors = [err143] : vErrors.push(err143), errors++;
      }
      if (typeof data55 == "number" && isFinite(data55)) {
        if (data55 > 65535 || isNaN(data55)) {
          let err144 = { instancePath: instancePath + "/memcached/port", schemaPath: "#/properties/memcached/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, message: "must be <= 65535", schema: 65535, parentSchema: schema11.properties.memcached.properties.port, data: data55 };
          vErrors === null ? vErrors = [err144] : vErrors.push(err144), errors++;
        }
        if (data55 < 1 || isNaN(data55)) {
          let err145 = { instancePath: instancePath + "/memcached/port", schemaPath: "#/properties/memcached/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.memcached.properties.port, data: data55 };
          vErrors === null ? vErrors = [err145] : vErrors.push(err145), errors++;
        }
      }
      let data56 = data54.config_file;
      if (typeof data56 == "string") {
        if (func3(data56) > 1024) {
          let err146 = { instancePath: instancePath + "/memcached/config_file", schemaPath: "#/properties/memcached/properties/config_file/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.memcached.properties.config_file, data: data56 };
          vErrors === null ? vErrors = [err146] : vErrors.push(err146), errors++;
        }
        if (!pattern17.test(data56)) {
          let err147 = { instancePath: instancePath + "/memcached/config_file", schemaPath: "#/properties/memcached/properties/config_file/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.memcached.properties.config_file, data: data56 };
          vErrors === null ? vErrors = [err147] : vErrors.push(err147), errors++;
        }
      } else {
        let err148 = { instancePath: instancePath + "/memcached/config_file", schemaPath: "#/properties/memcached/properties/config_file/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.memcached.properties.config_file.type, parentSchema: schema11.properties.memcached.properties.config_file, data: data56 };
        vErrors === null ? vErrors = [err148] : vErrors.push(err148), errors++;
      }
    } else {
      let err149 = { instancePath: instancePath + "/memcached", schemaPath: "#/properties/memcached/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.memcached.type, parentSchema: schema11.properties.memcached, data: data54 };
      vErrors === null ? vErrors = [err149] : vErrors.push(err149), errors++;
    }
    let data57 = data.keepalived;
    if (data57 && typeof data57 == "object" && !Array.isArray(data57)) {
      data57.interface === void 0 && (data57.interface = "eth0"), data57.vrrp === void 0 && (data57.vrrp = "multicast"), data57.priorities === void 0 && (data57.priorities = [105, 100]), data57.preempt === void 0 && (data57.preempt = !1), data57.check === void 0 && (data57.check = {}), data57.advert_interval === void 0 && (data57.advert_interval = 1), data57.notification_email === void 0 && (data57.notification_email = []), data57.isolation_targets === void 0 && (data57.isolation_targets = []);
      for (let key11 in data57)
        if (!(key11 === "interface" || key11 === "vrrp" || key11 === "priorities" || key11 === "preempt" || key11 === "check" || key11 === "advert_interval" || key11 === "notification_email" || key11 === "isolation_targets")) {
          let err150 = { instancePath: instancePath + "/keepalived", schemaPath: "#/properties/keepalived/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.keepalived, data: data57 };
          vErrors === null ? vErrors = [err150] : vErrors.push(err150), errors++;
        }
      let data58 = data57.interface;
      if (typeof data58 == "string") {
        if (!pattern3.test(data58)) {
          let err151 = { instancePath: instancePath + "/keepalived/interface", schemaPath: "#/properties/keepalived/properties/interface/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$"', schema: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$", parentSchema: schema11.properties.keepalived.properties.interface, data: data58 };
          vErrors === null ? vErrors = [err151] : vErrors.push(err151), errors++;
        }
      } else {
        let err152 = { instancePath: instancePath + "/keepalived/interface", schemaPath: "#/properties/keepalived/properties/interface/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.keepalived.properties.interface.type, parentSchema: schema11.properties.keepalived.properties.interface, data: data58 };
        vErrors === null ? vErrors = [err152] : vErrors.push(err152), errors++;
      }
      let data59 = data57.vrrp;
      if (!(data59 === "multicast" || data59 === "unicast")) {
        let err153 = { instancePath: instancePath + "/keepalived/vrrp", schemaPath: "#/properties/keepalived/properties/vrrp/enum", keyword: "enum", params: { allowedValues: schema11.properties.keepalived.properties.vrrp.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.keepalived.properties.vrrp.enum, parentSchema: schema11.properties.keepalived.properties.vrrp, data: data59 };
        vErrors === null ? vErrors = [err153] : vErrors.push(err153), errors++;
      }
      let data60 = data57.priorities;
      if (Array.isArray(data60)) {
        if (data60.length > 2) {
          let err154 = { instancePath: instancePath + "/keepalived/priorities", schemaPath: "#/properties/keepalived/properties/priorities/maxItems", keyword: "maxItems", params: { limit: 2 }, message: "must NOT have more than 2 items", schema: 2, parentSchema: schema11.properties.keepalived.properties.priorities, data: data60 };
          vErrors === null ? vErrors = [err154] : vErrors.push(err154), errors++;
        }
        if (data60.length < 2) {
          let err155 = { instancePath: instancePath + "/keepalived/priorities", schemaPath: "#/properties/keepalived/properties/priorities/minItems", keyword: "minItems", params: { limit: 2 }, message: "must NOT have fewer than 2 items", schema: 2, parentSchema: schema11.properties.keepalived.properties.priorities, data: data60 };
          vErrors === null ? vErrors = [err155] : vErrors.push(err155), errors++;
        }
        let len2 = data60.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data61 = data60[i2];
          if (!(typeof data61 == "number" && !(data61 % 1) && !isNaN(data61) && isFinite(data61))) {
            let err156 = { instancePath: instancePath + "/keepalived/priorities/" + i2, schemaPath: "#/properties/keepalived/properties/priorities/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.keepalived.properties.priorities.items.type, parentSchema: schema11.properties.keepalived.properties.priorities.items, data: data61 };
            vErrors === null ? vErrors = [err156] : vErrors.push(err156), errors++;
          }
          if (typeof data61 == "number" && isFinite(data61)) {
            if (data61 > 254 || isNaN(data61)) {
              let err157 = { instancePath: instancePath + "/keepalived/priorities/" + i2, schemaPath: "#/properties/keepalived/properties/priorities/items/maximum", keyword: "maximum", params: { comparison: "<=", limit: 254 }, message: "must be <= 254", schema: 254, parentSchema: schema11.properties.keepalived.properties.priorities.items, data: data61 };
              vErrors === null ? vErrors = [err157] : vErrors.push(err157), errors++;
            }
            if (data61 < 1 || isNaN(data61)) {
              let err158 = { instancePath: instancePath + "/keepalived/priorities/" + i2, schemaPath: "#/properties/keepalived/properties/priorities/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.keepalived.properties.priorities.items, data: data61 };
              vErrors === null ? vErrors = [err158] : vErrors.push(err158), errors++;
            }
          }
        }
      } else {
        let err159 = { instancePath: instancePath + "/keepalived/priorities", schemaPath: "#/properties/keepalived/properties/priorities/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.keepalived.properties.priorities.type, parentSchema: schema11.properties.keepalived.properties.priorities, data: data60 };
        vErrors === null ? vErrors = [err159] : vErrors.push(err159), errors++;
      }
      let data62 = data57.preempt;
      if (typeof data62 != "boolean") {
        let err160 = { instancePath: instancePath + "/keepalived/preempt", schemaPath: "#/properties/keepalived/properties/preempt/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema11.properties.keepalived.properties.preempt.type, parentSchema: schema11.properties.keepalived.properties.preempt, data: data62 };
        vErrors === null ? vErrors = [err160] : vErrors.push(err160), errors++;
      }
      let data63 = data57.check;
      if (data63 && typeof data63 == "object" && !Array.isArray(data63)) {
        data63.interval === void 0 && (data63.interval = 2), data63.rise === void 0 && (data63.rise = 5), data63.fall === void 0 && (data63.fall = 5);
        for (let key12 in data63)
          if (!(key12 === "interval" || key12 === "rise" || key12 === "fall")) {
            let err161 = { instancePath: instancePath + "/keepalived/check", schemaPath: "#/properties/keepalived/properties/check/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.keepalived.properties.check, data: data63 };
            vErrors === null ? vErrors = [err161] : vErrors.push(err161), errors++;
          }
        let data64 = data63.interval;
        if (!(typeof data64 == "number" && !(data64 % 1) && !isNaN(data64) && isFinite(data64))) {
          let err162 = { instancePath: instancePath + "/keepalived/check/interval", schemaPath: "#/properties/keepalived/properties/check/properties/interval/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.keepalived.properties.check.properties.interval.type, parentSchema: schema11.properties.keepalived.properties.check.properties.interval, data: data64 };
          vErrors === null ? vErrors = [err162] : vErrors.push(err162), errors++;
        }
        if (typeof data64 == "number" && isFinite(data64) && (data64 < 1 || isNaN(data64))) {
          let err163 = { instancePath: instancePath + "/keepalived/check/interval", schemaPath: "#/properties/keepalived/properties/check/properties/interval/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.keepalived.properties.check.properties.interval, data: data64 };
          vErrors === null ? vErrors = [err163] : vErrors.push(err163), errors++;
        }
        let data65 = data63.rise;
        if (!(typeof data65 == "number" && !(data65 % 1) && !isNaN(data65) && isFinite(data65))) {
          let err164 = { instancePath: instancePath + "/keepalived/check/rise", schemaPath: "#/properties/keepalived/properties/check/properties/rise/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.keepalived.properties.check.properties.rise.type, parentSchema: schema11.properties.keepalived.properties.check.properties.rise, data: data65 };
          vErrors === null ? vErrors = [err164] : vErrors.push(err164), errors++;
        }
        if (typeof data65 == "number" && isFinite(data65) && (data65 < 1 || isNaN(data65))) {
          let err165 = { instancePath: instancePath + "/keepalived/check/rise", schemaPath: "#/properties/keepalived/properties/check/properties/rise/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.keepalived.properties.check.properties.rise, data: data65 };
          vErrors === null ? vErrors = [err165] : vErrors.push(err165), errors++;
        }
        let data66 = data63.fall;
        if (!(typeof data66 == "number" && !(data66 % 1) && !isNaN(data66) && isFinite(data66))) {
          let err166 = { instancePath: instancePath + "/keepalived/check/fall", schemaPath: "#/properties/keepalived/properties/check/properties/fall/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.keepalived.properties.check.properties.fall.type, parentSchema: schema11.properties.keepalived.properties.check.properties.fall, data: data66 };
          vErrors === null ? vErrors = [err166] : vErrors.push(err166), errors++;
        }
        if (typeof data66 == "number" && isFinite(data66) && (data66 < 1 || isNaN(data66))) {
          let err167 = { instancePath: instancePath + "/keepalived/check/fall", schemaPath: "#/properties/keepalived/properties/check/properties/fall/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.keepalived.properties.check.properties.fall, data: data66 };
          vErrors === null ? vErrors = [err167] : vErrors.push(err167), errors++;
        }
      } else {
        let err168 = { instancePath: instancePath + "/keepalived/check", schemaPath: "#/properties/keepalived/properties/check/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.keepalived.properties.check.type, parentSchema: schema11.properties.keepalived.properties.check, data: data63 };
        vErrors === null ? vErrors = [err168] : vErrors.push(err168), errors++;
      }
      let data67 = data57.advert_interval;
      if (typeof data67 == "number" && isFinite(data67)) {
        if (data67 > 255 || isNaN(data67)) {
          let err169 = { instancePath: instancePath + "/keepalived/advert_interval", schemaPath: "#/properties/keepalived/properties/advert_interval/maximum", keyword: "maximum", params: { comparison: "<=", limit: 255 }, message: "must be <= 255", schema: 255, parentSchema: schema11.properties.keepalived.properties.advert_interval, data: data67 };
          vErrors === null ? vErrors = [err169] : vErrors.push(err169), errors++;
        }
        if (data67 < 0.1 || isNaN(data67)) {
          let err170 = { instancePath: instancePath + "/keepalived/advert_interval", schemaPath: "#/properties/keepalived/properties/advert_interval/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0.1 }, message: "must be >= 0.1", schema: 0.1, parentSchema: schema11.properties.keepalived.properties.advert_interval, data: data67 };
          vErrors === null ? vErrors = [err170] : vErrors.push(err170), errors++;
        }
      } else {
        let err171 = { instancePath: instancePath + "/keepalived/advert_interval", schemaPath: "#/properties/keepalived/properties/advert_interval/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.keepalived.properties.advert_interval.type, parentSchema: schema11.properties.keepalived.properties.advert_interval, data: data67 };
        vErrors === null ? vErrors = [err171] : vErrors.push(err171), errors++;
      }
      let data68 = data57.notification_email;
      if (Array.isArray(data68)) {
        let len3 = data68.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data69 = data68[i3];
          if (typeof data69 == "string") {
            if (func3(data69) > 254) {
              let err172 = { instancePath: instancePath + "/keepalived/notification_email/" + i3, schemaPath: "#/properties/keepalived/properties/notification_email/items/maxLength", keyword: "maxLength", params: { limit: 254 }, message: "must NOT have more than 254 characters", schema: 254, parentSchema: schema11.properties.keepalived.properties.notification_email.items, data: data69 };
              vErrors === null ? vErrors = [err172] : vErrors.push(err172), errors++;
            }
            if (!pattern24.test(data69)) {
              let err173 = { instancePath: instancePath + "/keepalived/notification_email/" + i3, schemaPath: "#/properties/keepalived/properties/notification_email/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$" }, message: 'must match pattern "^[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$"', schema: "^[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$", parentSchema: schema11.properties.keepalived.properties.notification_email.items, data: data69 };
              vErrors === null ? vErrors = [err173] : vErrors.push(err173), errors++;
            }
          } else {
            let err174 = { instancePath: instancePath + "/keepalived/notification_email/" + i3, schemaPath: "#/properties/keepalived/properties/notification_email/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.keepalived.properties.notification_email.items.type, parentSchema: schema11.properties.keepalived.properties.notification_email.items, data: data69 };
            vErrors === null ? vErrors = [err174] : vErrors.push(err174), errors++;
          }
        }
      } else {
        let err175 = { instancePath: instancePath + "/keepalived/notification_email", schemaPath: "#/properties/keepalived/properties/notification_email/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.keepalived.properties.notification_email.type, parentSchema: schema11.properties.keepalived.properties.notification_email, data: data68 };
        vErrors === null ? vErrors = [err175] : vErrors.push(err175), errors++;
      }
      let data70 = data57.isolation_targets;
      if (Array.isArray(data70)) {
        let len4 = data70.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data71 = data70[i4];
          if (typeof data71 == "string") {
            if (!pattern2.test(data71)) {
              let err176 = { instancePath: instancePath + "/keepalived/isolation_targets/" + i4, schemaPath: "#/properties/keepalived/properties/isolation_targets/items/pattern", keyword: "pattern", params: { pattern: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$" }, message: 'must match pattern "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$"', schema: "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|([0-9A-Fa-f]{1,4}:){6}((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}|(?!:*([0-9A-Fa-f]{1,4}(:{1,2}|$)){8})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?|(?!:*([0-9A-Fa-f]{1,4}:{1,2}){6})([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*)?::([0-9A-Fa-f]{1,4}:)*((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4})$", parentSchema: schema11.properties.keepalived.properties.isolation_targets.items, data: data71 };
              vErrors === null ? vErrors = [err176] : vErrors.push(err176), errors++;
            }
          } else {
            let err177 = { instancePath: instancePath + "/keepalived/isolation_targets/" + i4, schemaPath: "#/properties/keepalived/properties/isolation_targets/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.keepalived.properties.isolation_targets.items.type, parentSchema: schema11.properties.keepalived.properties.isolation_targets.items, data: data71 };
            vErrors === null ? vErrors = [err177] : vErrors.push(err177), errors++;
          }
        }
      } else {
        let err178 = { instancePath: instancePath + "/keepalived/isolation_targets", schemaPath: "#/properties/keepalived/properties/isolation_targets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.keepalived.properties.isolation_targets.type, parentSchema: schema11.properties.keepalived.properties.isolation_targets, data: data70 };
        vErrors === null ? vErrors = [err178] : vErrors.push(err178), errors++;
      }
    } else {
      let err179 = { instancePath: instancePath + "/keepalived", schemaPath: "#/properties/keepalived/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.keepalived.type, parentSchema: schema11.properties.keepalived, data: data57 };
      vErrors === null ? vErrors = [err179] : vErrors.push(err179), errors++;
    }
    let data72 = data.firewall;
    if (data72 && typeof data72 == "object" && !Array.isArray(data72)) {
      data72.backend === void 0 && (data72.backend = "iptables"), data72.chain === void 0 && (data72.chain = "RH-Firewall-1-INPUT");
      for (let key13 in data72)
        if (!(key13 === "backend" || key13 === "chain")) {
          let err180 = { instancePath: instancePath + "/firewall", schemaPath: "#/properties/firewall/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.firewall, data: data72 };
          vErrors === null ? vErrors = [err180] : vErrors.push(err180), errors++;
        }
      let data73 = data72.backend;
      if (!(data73 === "iptables" || data73 === "firewalld" || data73 === "none")) {
        let err181 = { instancePath: instancePath + "/firewall/backend", schemaPath: "#/properties/firewall/properties/backend/enum", keyword: "enum", params: { allowedValues: schema11.properties.firewall.properties.backend.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.firewall.properties.backend.enum, parentSchema: schema11.properties.firewall.properties.backend, data: data73 };
        vErrors === null ? vErrors = [err181] : vErrors.push(err181), errors++;
      }
      let data74 = data72.chain;
      if (typeof data74 == "string") {
        if (!pattern26.test(data74)) {
          let err182 = { instancePath: instancePath + "/firewall/chain", schemaPath: "#/properties/firewall/properties/chain/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,27}$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,27}$"', schema: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,27}$", parentSchema: schema11.properties.firewall.properties.chain, data: data74 };
          vErrors === null ? vErrors = [err182] : vErrors.push(err182), errors++;
        }
      } else {
        let err183 = { instancePath: instancePath + "/firewall/chain", schemaPath: "#/properties/firewall/properties/chain/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.firewall.properties.chain.type, parentSchema: schema11.properties.firewall.properties.chain, data: data74 };
        vErrors === null ? vErrors = [err183] : vErrors.push(err183), errors++;
      }
    } else {
      let err184 = { instancePath: instancePath + "/firewall", schemaPath: "#/properties/firewall/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.firewall.type, parentSchema: schema11.properties.firewall, data: data72 };
      vErrors === null ? vErrors = [err184] : vErrors.push(err184), errors++;
    }
    let data75 = data.selinux;
    if (!(data75 === "permissive" || data75 === "policy" || data75 === "ignore")) {
      let err185 = { instancePath: instancePath + "/selinux", schemaPath: "#/properties/selinux/enum", keyword: "enum", params: { allowedValues: schema11.properties.selinux.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.selinux.enum, parentSchema: schema11.properties.selinux, data: data75 };
      vErrors === null ? vErrors = [err185] : vErrors.push(err185), errors++;
    }
    let data76 = data.application;
    if (data76 && typeof data76 == "object" && !Array.isArray(data76)) {
      data76.config_file === void 0 && (data76.config_file = "/var/www/smestorage/public_html/config.inc.php"), data76.backup_dir === void 0 && (data76.backup_dir = "/home/smeconfiguser"), data76.branding_dir === void 0 && (data76.branding_dir = "/var/www/smestorage/public_html/templates/company"), data76.cron_user === void 0 && (data76.cron_user = "smestorage"), data76.restart === void 0 && (data76.restart = "reboot"), data76.update_command === void 0 && (data76.update_command = null);
      for (let key14 in data76)
        if (!(key14 === "config_file" || key14 === "backup_dir" || key14 === "branding_dir" || key14 === "cron_user" || key14 === "restart" || key14 === "update_command")) {
          let err186 = { instancePath: instancePath + "/application", schemaPath: "#/properties/application/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key14 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.application, data: data76 };
          vErrors === null ? vErrors = [err186] : vErrors.push(err186), errors++;
        }
      let data77 = data76.config_file;
      if (typeof data77 == "string") {
        if (func3(data77) > 1024) {
          let err187 = { instancePath: instancePath + "/application/config_file", schemaPath: "#/properties/application/properties/config_file/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.application.properties.config_file, data: data77 };
          vErrors === null ? vErrors = [err187] : vErrors.push(err187), errors++;
        }
        if (!pattern17.test(data77)) {
          let err188 = { instancePath: instancePath + "/application/config_file", schemaPath: "#/properties/application/properties/config_file/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.application.properties.config_file, data: data77 };
          vErrors === null ? vErrors = [err188] : vErrors.push(err188), errors++;
        }
      } else {
        let err189 = { instancePath: instancePath + "/application/config_file", schemaPath: "#/properties/application/properties/config_file/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.application.properties.config_file.type, parentSchema: schema11.properties.application.properties.config_file, data: data77 };
        vErrors === null ? vErrors = [err189] : vErrors.push(err189), errors++;
      }
      let data78 = data76.backup_dir;
      if (typeof data78 == "string") {
        if (func3(data78) > 1024) {
          let err190 = { instancePath: instancePath + "/application/backup_dir", schemaPath: "#/properties/application/properties/backup_dir/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.application.properties.backup_dir, data: data78 };
          vErrors === null ? vErrors = [err190] : vErrors.push(err190), errors++;
        }
        if (!pattern17.test(data78)) {
          let err191 = { instancePath: instancePath + "/application/backup_dir", schemaPath: "#/properties/application/properties/backup_dir/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.application.properties.backup_dir, data: data78 };
          vErrors === null ? vErrors = [err191] : vErrors.push(err191), errors++;
        }
      } else {
        let err192 = { instancePath: instancePath + "/application/backup_dir", schemaPath: "#/properties/application/properties/backup_dir/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.application.properties.backup_dir.type, parentSchema: schema11.properties.application.properties.backup_dir, data: data78 };
        vErrors === null ? vErrors = [err192] : vErrors.push(err192), errors++;
      }
      let data79 = data76.branding_dir;
      if (typeof data79 == "string") {
        if (func3(data79) > 1024) {
          let err193 = { instancePath: instancePath + "/application/branding_dir", schemaPath: "#/properties/application/properties/branding_dir/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema11.properties.application.properties.branding_dir, data: data79 };
          vErrors === null ? vErrors = [err193] : vErrors.push(err193), errors++;
        }
        if (!pattern17.test(data79)) {
          let err194 = { instancePath: instancePath + "/application/branding_dir", schemaPath: "#/properties/application/properties/branding_dir/pattern", keyword: "pattern", params: { pattern: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$" }, message: 'must match pattern "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$"', schema: "^(?!.*/\\.{1,2}(/|$))(/[^/\\u0000-\\u001f\\u007f-\\u009f]+)+$", parentSchema: schema11.properties.application.properties.branding_dir, data: data79 };
          vErrors === null ? vErrors = [err194] : vErrors.push(err194), errors++;
        }
      } else {
        let err195 = { instancePath: instancePath + "/application/branding_dir", schemaPath: "#/properties/application/properties/branding_dir/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.application.properties.branding_dir.type, parentSchema: schema11.properties.application.properties.branding_dir, data: data79 };
        vErrors === null ? vErrors = [err195] : vErrors.push(err195), errors++;
      }
      let data80 = data76.cron_user;
      if (typeof data80 == "string") {
        if (!pattern13.test(data80)) {
          let err196 = { instancePath: instancePath + "/application/cron_user", schemaPath: "#/properties/application/properties/cron_user/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$"', schema: "^[A-Za-z_][A-Za-z0-9_.-]{0,31}$", parentSchema: schema11.properties.application.properties.cron_user, data: data80 };
          vErrors === null ? vErrors = [err196] : vErrors.push(err196), errors++;
        }
      } else {
        let err197 = { instancePath: instancePath + "/application/cron_user", schemaPath: "#/properties/application/properties/cron_user/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.application.properties.cron_user.type, parentSchema: schema11.properties.application.properties.cron_user, data: data80 };
        vErrors === null ? vErrors = [err197] : vErrors.push(err197), errors++;
      }
      let data81 = data76.restart;
      if (!(data81 === "reboot" || data81 === "services" || data81 === "none")) {
        let err198 = { instancePath: instancePath + "/application/restart", schemaPath: "#/properties/application/properties/restart/enum", keyword: "enum", params: { allowedValues: schema11.properties.application.properties.restart.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.application.properties.restart.enum, parentSchema: schema11.properties.application.properties.restart, data: data81 };
        vErrors === null ? vErrors = [err198] : vErrors.push(err198), errors++;
      }
      let data82 = data76.update_command;
      if (data82 !== null && typeof data82 != "string") {
        let err199 = { instancePath: instancePath + "/application/update_command", schemaPath: "#/properties/application/properties/update_command/type", keyword: "type", params: { type: schema11.properties.application.properties.update_command.type }, message: "must be null,string", schema: schema11.properties.application.properties.update_command.type, parentSchema: schema11.properties.application.properties.update_command, data: data82 };
        vErrors === null ? vErrors = [err199] : vErrors.push(err199), errors++;
      }
      if (typeof data82 == "string" && !pattern31.test(data82)) {
        let err200 = { instancePath: instancePath + "/application/update_command", schemaPath: "#/properties/application/properties/update_command/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f][^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f][^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$"', schema: "^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u009f][^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.application.properties.update_command, data: data82 };
        vErrors === null ? vErrors = [err200] : vErrors.push(err200), errors++;
      }
    } else {
      let err201 = { instancePath: instancePath + "/application", schemaPath: "#/properties/application/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.application.type, parentSchema: schema11.properties.application, data: data76 };
      vErrors === null ? vErrors = [err201] : vErrors.push(err201), errors++;
    }
  } else {
    let err202 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err202] : vErrors.push(err202), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}
export {
  stdin_default as default,
  validate
};
