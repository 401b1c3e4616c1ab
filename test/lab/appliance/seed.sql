-- The appliance's database with a few hundred rows of all that makes copying one interesting.
CREATE DATABASE smestorage CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER 'smestore'@'localhost' IDENTIFIED BY 'besp5fyx';
GRANT ALL PRIVILEGES ON smestorage.* TO 'smestore'@'localhost';
USE smestorage;

CREATE TABLE users (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login VARCHAR(64) NOT NULL UNIQUE,
  display_name VARCHAR(128) DEFAULT NULL,
  role ENUM('user','admin','guest') NOT NULL DEFAULT 'user',
  quota DECIMAL(20,2) DEFAULT NULL,
  settings JSON DEFAULT NULL,
  created DATETIME NOT NULL
) ENGINE=InnoDB;

CREATE TABLE files (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id INT UNSIGNED NOT NULL,
  parent_id BIGINT UNSIGNED DEFAULT NULL,
  name VARCHAR(255) NOT NULL,
  size BIGINT UNSIGNED NOT NULL DEFAULT 0,
  checksum BINARY(20) DEFAULT NULL,
  thumbnail BLOB DEFAULT NULL,
  modified DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  deleted_at DATETIME DEFAULT NULL,
  kind VARCHAR(16) GENERATED ALWAYS AS (SUBSTRING_INDEX(name, '.', -1)) STORED,
  KEY name (name),
  CONSTRAINT files_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT files_parent FOREIGN KEY (parent_id) REFERENCES files (id) ON DELETE SET NULL
) ENGINE=InnoDB;

CREATE TABLE sessions (
  token CHAR(40) NOT NULL PRIMARY KEY,
  user_id INT UNSIGNED DEFAULT NULL,
  data MEDIUMBLOB,
  expires TIMESTAMP NOT NULL,
  CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB;

CREATE TABLE options (name VARCHAR(64) NOT NULL, value TEXT) ENGINE=InnoDB COMMENT='has no primary key';

CREATE TABLE audit_log (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  message VARCHAR(255) NOT NULL,
  FULLTEXT KEY message (message)
) ENGINE=MyISAM;

DELIMITER //
CREATE DEFINER='smestore'@'localhost' TRIGGER files_added AFTER INSERT ON files FOR EACH ROW
BEGIN
  INSERT INTO audit_log (message) VALUES (CONCAT('added ', LEFT(NEW.name, 200)));
END//
CREATE DEFINER='smestore'@'localhost' FUNCTION human_size(bytes BIGINT UNSIGNED) RETURNS VARCHAR(32)
BEGIN
  IF bytes < 1024 THEN RETURN CONCAT(bytes, ' B'); END IF;
  IF bytes < 1048576 THEN RETURN CONCAT(ROUND(bytes / 1024, 1), ' KB'); END IF;
  RETURN CONCAT(ROUND(bytes / 1048576, 1), ' MB');
END//
CREATE DEFINER='smestore'@'localhost' PROCEDURE purge_user(IN who INT UNSIGNED)
BEGIN
  UPDATE files SET deleted_at = NOW() WHERE user_id = who AND deleted_at IS NULL;
  DELETE FROM sessions WHERE user_id = who;
END//
CREATE DEFINER='smestore'@'localhost' EVENT purge_sessions ON SCHEDULE EVERY 1 HOUR
DO BEGIN
  DELETE FROM sessions WHERE expires < NOW();
END//
DELIMITER ;

CREATE DEFINER='smestore'@'localhost' SQL SECURITY DEFINER VIEW user_usage AS
  SELECT u.login, COUNT(f.id) AS files, human_size(COALESCE(SUM(f.size), 0)) AS used
  FROM users u LEFT JOIN files f ON f.user_id = u.id AND f.deleted_at IS NULL GROUP BY u.id;

INSERT INTO users (login, display_name, role, quota, settings, created)
  SELECT CONCAT('user', seq),
    ELT(1 + seq % 5, 'Zoë Müller', 'José "Pepe" Ñandú', 'O''Brien \\ Söhne', '山田太郎 🗄️', NULL),
    ELT(1 + seq % 3, 'user', 'admin', 'guest'), IF(seq % 4, seq * 1024.5, NULL),
    IF(seq % 2, JSON_OBJECT('theme', 'dark', 'seq', seq), NULL), '2018-09-18' + INTERVAL seq HOUR
  FROM seq_1_to_40;
INSERT INTO files (user_id, name, size, checksum, thumbnail, modified, deleted_at)
  SELECT 1 + seq % 40,
    CONCAT(ELT(1 + seq % 4, 'Übersicht', 'résumé; DROP', 'отчёт', '写真'), ' ', seq, ELT(1 + seq % 3, '.pdf', '.jpg', '.docx')),
    seq * 7919 * (seq % 97), IF(seq % 7, UNHEX(SHA1(seq)), NULL), IF(seq % 5, NULL, REPEAT(UNHEX('00FF27225C0A0D1A'), seq)),
    '2018-09-18 10:00:00.123456' + INTERVAL seq MINUTE, IF(seq % 11, NULL, '2019-01-01 00:00:00')
  FROM seq_1_to_300;
UPDATE files SET parent_id = id DIV 10 WHERE id >= 10 AND id % 3;
INSERT INTO sessions (token, user_id, data, expires)
  SELECT SHA1(CONCAT('s', seq)), IF(seq % 6, 1 + seq % 40, NULL), REPEAT(CHAR(seq % 256), 100), '2037-01-01' FROM seq_1_to_60;
INSERT INTO options (name, value) VALUES
  ('version', '1803.00'), ('sql_mode', ''), ('motd', '${HOME} $(id) `id` {{ x }} %s'), ('motd', '${HOME} $(id) `id` {{ x }} %s'), ('empty', NULL);
