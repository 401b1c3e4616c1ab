<?php
/**
 * File Fabric configuration
 *
 * © Storage Made Easy — façade, naïve, 日本語. Do not edit while an update is running.
 */
class config
{
    // DB settings
    var $dbtype='mysqli';
    // var $dbhost='old-db.example.com';
    var $dbhost='localhost';
    var $dbname='smestorage';
    var $dbuser='smestore';
    var $password='besp5fyx';
    var $dbpersistent=false;
    var $dbcharset = 'utf8mb4';   // was 'utf8' before 1802

    # Site
    var $sitename = 'Storage Made Easy';
    var $siteurl  = "http://localhost/";
    var $adminemail = 'admin@example.com';
    var $salt = '$2y$10$\'quoted\' \\ back';
    var $currency = '£';

    /* Sessions
       var $dbuser='never';
    */
    var $sessionlifetime = 3600;
    var $sessionname = "SMESESS";

    // Paths
    var $tmpdir = '/var/www/smestorage/tmp';
    var $logdir = '/var/log/smestorage';

    // Mail
    var $smtphost = 'localhost';
    var $smtpport = 25;
    var $smtpuser = '';
    var $smtppassword = '';

    // Search
    var $solrhost = 'localhost:7070';
    var $features = array('webdav' => true, 'ftp' => true, 's3' => false);

    var $banner = <<<'TEXT'
Welcome to the File Fabric.
var $dbhost='this is text, not a setting';
Bitte melden Sie sich an – Größe zählt nicht.
TEXT;

    function dsn()
    {
        return $this->dbuser . '@' . $this->dbhost . '/' . $this->dbname;
    }
}

$config = new config();
