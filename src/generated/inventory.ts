// Made by `npm run generate` from schemas/inventory.schema.json: change that file, not this one.

/**
 * One highly available cluster: two database servers that replicate each other, application servers, and the virtual IPs that move.
 */
export interface Inventory {
  /**
   * Names the cluster in the runbook, and its folder when several inventories are compiled at once.
   */
  cluster: string;
  /**
   * separate: the application has servers of its own, as the guide has it. two-node: both database servers run the application too, at a third virtual IP for the web; there are no others.
   */
  topology: 'separate' | 'two-node';
  /**
   * Exactly two, the first one the preferred master (G08 to G25). One alone is read and written at any time (G17). With topology two-node the first one runs the cron jobs too (G28).
   *
   * @minItems 2
   * @maxItems 2
   */
  db_servers: [Server, Server];
  /**
   * One or more; the first one runs the cron jobs (G28) and is the origin of the branding (G30). Left out with topology two-node, where the database servers are the application servers.
   *
   * @minItems 1
   */
  app_servers?: [Server, ...Server[]];
  vips: VirtualIPs;
  connection: Connection;
  database: Database;
  memcached: Memcached;
  keepalived: Keepalived;
  firewall: Firewall;
  /**
   * permissive: the domain keepalived_t alone (G19). policy: a module made from the audit log (G25). ignore: SELinux is left as it is.
   */
  selinux: 'permissive' | 'policy' | 'ignore';
  application: Application;
}
/**
 * One host.
 */
export interface Server {
  /**
   * The name that resolves to this address on every server (G01), and the host's name in Ansible; at most 251 characters, for it names a file of the tree.
   */
  name: string;
  /**
   * The address at which Ansible and the other servers reach this one (G01). All addresses of a cluster are IPv4, or all are IPv6.
   */
  address: string;
  /**
   * The interface that carries VRRP and the virtual IPs on this database server (G20); keepalived.interface unless given.
   */
  interface?: string;
  ansible_vars: HostVariables;
}
/**
 * Any further Ansible variable of this host; never a secret as plain text.
 */
export interface HostVariables {
  [k: string]: unknown;
}
/**
 * The addresses that move between the database servers (G01, G20): two, and with topology two-node a third one for the web.
 */
export interface VirtualIPs {
  database: DatabaseVIP;
  memcached: MemcachedVIP;
  web?: WebVIP;
}
/**
 * The address at which the application finds the database: that of the server which is read and written (G17, G20).
 */
export interface DatabaseVIP {
  /**
   * The name that resolves to this address on every server (G01).
   */
  name: string;
  /**
   * An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.
   */
  address: string;
  /**
   * The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.
   */
  prefix: number;
  /**
   * The VRRP router id of instance DB (G20); no other VRRP router on the same network may use it.
   */
  virtual_router_id: number;
}
/**
 * The address at which the application finds memcached (G20, G26).
 */
export interface MemcachedVIP {
  /**
   * The name that resolves to this address on every server (G01) and stands in the application's configuration (G26).
   */
  name: string;
  /**
   * An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.
   */
  address: string;
  /**
   * The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.
   */
  prefix: number;
  /**
   * The VRRP router id of instance MEMCACHE (G20); no other VRRP router on the same network may use it.
   */
  virtual_router_id: number;
}
/**
 * With topology two-node alone: the address at which browsers and clients find the application, on either server whose web server answers (G20).
 */
export interface WebVIP {
  /**
   * The name that resolves to this address on every server (G01).
   */
  name: string;
  /**
   * An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.
   */
  address: string;
  /**
   * The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.
   */
  prefix: number;
  /**
   * The VRRP router id of instance WEB (G20); no other VRRP router on the same network may use it.
   */
  virtual_router_id: number;
}
/**
 * How Ansible reaches the servers.
 */
export interface Connection {
  /**
   * The user that Ansible logs in as.
   */
  user: string;
  /**
   * The TCP port of the SSH servers.
   */
  port: number;
  /**
   * How the SSH user becomes root; the appliance knows su alone.
   */
  become_method: 'su' | 'sudo' | 'doas';
}
/**
 * MariaDB and its replication (G08 to G16).
 */
export interface Database {
  /**
   * The application's database, copied from the first to the second database server (G12).
   */
  name: string;
  /**
   * The MariaDB user of the application (G16, G26).
   */
  app_user: string;
  /**
   * The MariaDB user with which each database server reads the other's binary log (G10, G14).
   */
  replication_user: string;
  /**
   * The option file that is replaced whole (G08, G09).
   */
  config_file: string;
  /**
   * After how many days a binary log is removed (G08): for at most so long may the other server be away.
   */
  binlog_expire_days: number;
  /**
   * The size at which a new binary log is begun, 4096 to 1G (G08).
   */
  max_binlog_size: string;
  /**
   * How the servers find their place in the other's log (G13, G15): auto is GTID where the server can, and file and position where it cannot.
   */
  replication: 'auto' | 'gtid' | 'position';
  /**
   * Whether a commit waits until the other server has received it: no acknowledged row is lost, at the price of one round trip.
   */
  semi_sync: boolean;
  /**
   * schema: all on the application's database, from the application servers alone. global: the guide's ALL ON *.* from any host WITH GRANT OPTION (G16).
   */
  grants: 'schema' | 'global';
  /**
   * Whether the database servers replicate by TLS, each sure of the other (G13, G15). true: each makes itself a key and a certificate, and the other one trusts that certificate alone. A mapping: certificates that you bring, as files on the machine that Ansible runs on.
   */
  tls:
    | boolean
    | {
        /**
         * The file with the certificate of whoever signed the servers' ones, in PEM, several one below the other (G13, G15); on the machine that Ansible runs on.
         */
        ca: string;
        /**
         * The file with a database server's certificate in PEM, and below it those between it and the authority (G13, G15); {server} stands for the server's name, which the certificate has to name.
         */
        certificate: string;
        /**
         * The file with a database server's private key in PEM, without a passphrase; ansible-vault may have encrypted it. {server} stands for the server's name. null: the key stands in vault_sme_tls_keys in the vault, by the server's name.
         */
        key: null | string;
      };
}
/**
 * The cache beside the database (G07).
 */
export interface Memcached {
  /**
   * The port at which memcached listens (G03, G26).
   */
  port: number;
  /**
   * The file with the options of the memcached service (G07).
   */
  config_file: string;
}
/**
 * The service that moves the virtual IPs (G18 to G24).
 */
export interface Keepalived {
  /**
   * The interface that carries VRRP and the virtual IPs (G20), unless a server names its own.
   */
  interface: string;
  /**
   * How the database servers hear each other: multicast to 224.0.0.18 (G19) or ff02::12, or unicast where the network drops multicast.
   */
  vrrp: 'multicast' | 'unicast';
  /**
   * The priorities of the two database servers in their order, the preferred master's higher (G20, G21).
   *
   * @minItems 2
   * @maxItems 2
   */
  priorities: [number, number];
  /**
   * Whether a server of higher priority takes the virtual IPs back by itself when it returns; the guide says no (G24).
   */
  preempt: boolean;
  check: HealthCheck;
  /**
   * Seconds between VRRP adverts; after three missing ones the other server takes over (G20). Whole seconds, or below one, which takes VRRP version 3, as IPv6 always does: that has no authentication.
   */
  advert_interval: number;
  /**
   * Who gets a mail when a server changes its state; no one by default.
   */
  notification_email: string[];
  /**
   * Addresses that answer to ping, such as the gateway, of the same family as the servers: a database server that reaches none of them is cut off and gives up the virtual IPs (G36). With topology two-node, which has no other witness, at least one: it lets a server go on whose partner is lost.
   */
  isolation_targets: string[];
}
/**
 * The checks of MariaDB and memcached (G20).
 */
export interface HealthCheck {
  /**
   * Whole seconds from one check to the next (G20).
   */
  interval: number;
  /**
   * How many good checks in a row make a service healthy again (G20).
   */
  rise: number;
  /**
   * How many failed checks in a row move the virtual IP (G20).
   */
  fall: number;
}
/**
 * The packet filter of the database servers (G03, G06, G19).
 */
export interface Firewall {
  /**
   * What filters packets on the database servers: iptables (G06), firewalld, or none where another party does it.
   */
  backend: 'iptables' | 'firewalld' | 'none';
  /**
   * The chain that gets the rules, ahead of its REJECT (G06); INPUT where a server has no such chain.
   */
  chain: string;
}
/**
 * What is changed on the application servers (G26 to G31).
 */
export interface Application {
  /**
   * The PHP file that names the database and memcached (G26).
   */
  config_file: string;
  /**
   * Where the configuration is saved before it is changed (G26); it holds a password, so never inside the web root.
   */
  backup_dir: string;
  /**
   * Copied from the first application server to the others (G30).
   */
  branding_dir: string;
  /**
   * The user whose seven cron jobs run on the first application server alone (G05, G28).
   */
  cron_user: string;
  /**
   * How an application server takes up its new configuration (G29): the whole host, its services alone, or not by us. With topology two-node the default is services, and reboot is none of the choices: it would take a database server with it.
   */
  restart: 'reboot' | 'services' | 'none';
  /**
   * The shell command that updates an application server, on one after the other (G31); null for none.
   */
  update_command: null | string;
}

/**
 * One highly available cluster: two database servers that replicate each other, application servers, and the virtual IPs that move.
 */
export interface InventoryInput {
  /**
   * Where an editor finds this schema; the compiler ignores it.
   */
  $schema?: string;
  /**
   * Names the cluster in the runbook, and its folder when several inventories are compiled at once.
   */
  cluster: string;
  /**
   * separate: the application has servers of its own, as the guide has it. two-node: both database servers run the application too, at a third virtual IP for the web; there are no others.
   */
  topology?: 'separate' | 'two-node';
  /**
   * Exactly two, the first one the preferred master (G08 to G25). One alone is read and written at any time (G17). With topology two-node the first one runs the cron jobs too (G28).
   *
   * @minItems 2
   * @maxItems 2
   */
  db_servers: [ServerInput, ServerInput];
  /**
   * One or more; the first one runs the cron jobs (G28) and is the origin of the branding (G30). Left out with topology two-node, where the database servers are the application servers.
   *
   * @minItems 1
   */
  app_servers?: [ServerInput, ...ServerInput[]];
  vips: VirtualIPsInput;
  connection?: ConnectionInput;
  database?: DatabaseInput;
  memcached?: MemcachedInput;
  keepalived?: KeepalivedInput;
  firewall?: FirewallInput;
  /**
   * permissive: the domain keepalived_t alone (G19). policy: a module made from the audit log (G25). ignore: SELinux is left as it is.
   */
  selinux?: 'permissive' | 'policy' | 'ignore';
  application?: ApplicationInput;
}
/**
 * One host.
 */
export interface ServerInput {
  /**
   * The name that resolves to this address on every server (G01), and the host's name in Ansible; at most 251 characters, for it names a file of the tree.
   */
  name: string;
  /**
   * The address at which Ansible and the other servers reach this one (G01). All addresses of a cluster are IPv4, or all are IPv6.
   */
  address: string;
  /**
   * The interface that carries VRRP and the virtual IPs on this database server (G20); keepalived.interface unless given.
   */
  interface?: string;
  ansible_vars?: HostVariablesInput;
}
/**
 * Any further Ansible variable of this host; never a secret as plain text.
 */
export interface HostVariablesInput {
  [k: string]: unknown;
}
/**
 * The addresses that move between the database servers (G01, G20): two, and with topology two-node a third one for the web.
 */
export interface VirtualIPsInput {
  database: DatabaseVIPInput;
  memcached: MemcachedVIPInput;
  web?: WebVIPInput;
}
/**
 * The address at which the application finds the database: that of the server which is read and written (G17, G20).
 */
export interface DatabaseVIPInput {
  /**
   * The name that resolves to this address on every server (G01).
   */
  name: string;
  /**
   * An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.
   */
  address: string;
  /**
   * The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.
   */
  prefix?: number;
  /**
   * The VRRP router id of instance DB (G20); no other VRRP router on the same network may use it.
   */
  virtual_router_id?: number;
}
/**
 * The address at which the application finds memcached (G20, G26).
 */
export interface MemcachedVIPInput {
  /**
   * The name that resolves to this address on every server (G01) and stands in the application's configuration (G26).
   */
  name: string;
  /**
   * An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.
   */
  address: string;
  /**
   * The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.
   */
  prefix?: number;
  /**
   * The VRRP router id of instance MEMCACHE (G20); no other VRRP router on the same network may use it.
   */
  virtual_router_id?: number;
}
/**
 * With topology two-node alone: the address at which browsers and clients find the application, on either server whose web server answers (G20).
 */
export interface WebVIPInput {
  /**
   * The name that resolves to this address on every server (G01).
   */
  name: string;
  /**
   * An unused address in the network of the database servers (G01), of IPv4 or IPv6 like all addresses of the cluster.
   */
  address: string;
  /**
   * The prefix length with which keepalived adds the address to the interface (G20): 32 at the most, and 128 for IPv6, where it is 128 unless given.
   */
  prefix?: number;
  /**
   * The VRRP router id of instance WEB (G20); no other VRRP router on the same network may use it.
   */
  virtual_router_id?: number;
}
/**
 * How Ansible reaches the servers.
 */
export interface ConnectionInput {
  /**
   * The user that Ansible logs in as.
   */
  user?: string;
  /**
   * The TCP port of the SSH servers.
   */
  port?: number;
  /**
   * How the SSH user becomes root; the appliance knows su alone.
   */
  become_method?: 'su' | 'sudo' | 'doas';
}
/**
 * MariaDB and its replication (G08 to G16).
 */
export interface DatabaseInput {
  /**
   * The application's database, copied from the first to the second database server (G12).
   */
  name?: string;
  /**
   * The MariaDB user of the application (G16, G26).
   */
  app_user?: string;
  /**
   * The MariaDB user with which each database server reads the other's binary log (G10, G14).
   */
  replication_user?: string;
  /**
   * The option file that is replaced whole (G08, G09).
   */
  config_file?: string;
  /**
   * After how many days a binary log is removed (G08): for at most so long may the other server be away.
   */
  binlog_expire_days?: number;
  /**
   * The size at which a new binary log is begun, 4096 to 1G (G08).
   */
  max_binlog_size?: string;
  /**
   * How the servers find their place in the other's log (G13, G15): auto is GTID where the server can, and file and position where it cannot.
   */
  replication?: 'auto' | 'gtid' | 'position';
  /**
   * Whether a commit waits until the other server has received it: no acknowledged row is lost, at the price of one round trip.
   */
  semi_sync?: boolean;
  /**
   * schema: all on the application's database, from the application servers alone. global: the guide's ALL ON *.* from any host WITH GRANT OPTION (G16).
   */
  grants?: 'schema' | 'global';
  /**
   * Whether the database servers replicate by TLS, each sure of the other (G13, G15). true: each makes itself a key and a certificate, and the other one trusts that certificate alone. A mapping: certificates that you bring, as files on the machine that Ansible runs on.
   */
  tls?:
    | boolean
    | {
        /**
         * The file with the certificate of whoever signed the servers' ones, in PEM, several one below the other (G13, G15); on the machine that Ansible runs on.
         */
        ca: string;
        /**
         * The file with a database server's certificate in PEM, and below it those between it and the authority (G13, G15); {server} stands for the server's name, which the certificate has to name.
         */
        certificate: string;
        /**
         * The file with a database server's private key in PEM, without a passphrase; ansible-vault may have encrypted it. {server} stands for the server's name. null: the key stands in vault_sme_tls_keys in the vault, by the server's name.
         */
        key?: null | string;
      };
}
/**
 * The cache beside the database (G07).
 */
export interface MemcachedInput {
  /**
   * The port at which memcached listens (G03, G26).
   */
  port?: number;
  /**
   * The file with the options of the memcached service (G07).
   */
  config_file?: string;
}
/**
 * The service that moves the virtual IPs (G18 to G24).
 */
export interface KeepalivedInput {
  /**
   * The interface that carries VRRP and the virtual IPs (G20), unless a server names its own.
   */
  interface?: string;
  /**
   * How the database servers hear each other: multicast to 224.0.0.18 (G19) or ff02::12, or unicast where the network drops multicast.
   */
  vrrp?: 'multicast' | 'unicast';
  /**
   * The priorities of the two database servers in their order, the preferred master's higher (G20, G21).
   *
   * @minItems 2
   * @maxItems 2
   */
  priorities?: [number, number];
  /**
   * Whether a server of higher priority takes the virtual IPs back by itself when it returns; the guide says no (G24).
   */
  preempt?: boolean;
  check?: HealthCheckInput;
  /**
   * Seconds between VRRP adverts; after three missing ones the other server takes over (G20). Whole seconds, or below one, which takes VRRP version 3, as IPv6 always does: that has no authentication.
   */
  advert_interval?: number;
  /**
   * Who gets a mail when a server changes its state; no one by default.
   */
  notification_email?: string[];
  /**
   * Addresses that answer to ping, such as the gateway, of the same family as the servers: a database server that reaches none of them is cut off and gives up the virtual IPs (G36). With topology two-node, which has no other witness, at least one: it lets a server go on whose partner is lost.
   */
  isolation_targets?: string[];
}
/**
 * The checks of MariaDB and memcached (G20).
 */
export interface HealthCheckInput {
  /**
   * Whole seconds from one check to the next (G20).
   */
  interval?: number;
  /**
   * How many good checks in a row make a service healthy again (G20).
   */
  rise?: number;
  /**
   * How many failed checks in a row move the virtual IP (G20).
   */
  fall?: number;
}
/**
 * The packet filter of the database servers (G03, G06, G19).
 */
export interface FirewallInput {
  /**
   * What filters packets on the database servers: iptables (G06), firewalld, or none where another party does it.
   */
  backend?: 'iptables' | 'firewalld' | 'none';
  /**
   * The chain that gets the rules, ahead of its REJECT (G06); INPUT where a server has no such chain.
   */
  chain?: string;
}
/**
 * What is changed on the application servers (G26 to G31).
 */
export interface ApplicationInput {
  /**
   * The PHP file that names the database and memcached (G26).
   */
  config_file?: string;
  /**
   * Where the configuration is saved before it is changed (G26); it holds a password, so never inside the web root.
   */
  backup_dir?: string;
  /**
   * Copied from the first application server to the others (G30).
   */
  branding_dir?: string;
  /**
   * The user whose seven cron jobs run on the first application server alone (G05, G28).
   */
  cron_user?: string;
  /**
   * How an application server takes up its new configuration (G29): the whole host, its services alone, or not by us. With topology two-node the default is services, and reboot is none of the choices: it would take a database server with it.
   */
  restart?: 'reboot' | 'services' | 'none';
  /**
   * The shell command that updates an application server, on one after the other (G31); null for none.
   */
  update_command?: null | string;
}
