CREATE TABLE IF NOT EXISTS nact_journal_lock (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;

INSERT IGNORE INTO nact_journal_lock (id) VALUES (1);

CREATE TABLE IF NOT EXISTS nact_event (
  position BIGINT NOT NULL AUTO_INCREMENT,
  persistence_id VARBINARY(255) NOT NULL,
  sequence_nr BIGINT NOT NULL,
  slice SMALLINT NOT NULL,
  event_type VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  event_version INT NOT NULL,
  payload LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  metadata VARCHAR(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  tags VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  writer VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (persistence_id, sequence_nr),
  UNIQUE KEY nact_event_position (position)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS nact_snapshot (
  persistence_id VARBINARY(255) NOT NULL,
  sequence_nr BIGINT NOT NULL,
  state_type VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  state_version INT NOT NULL,
  payload LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  metadata VARCHAR(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (persistence_id, sequence_nr)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS nact_state (
  persistence_id VARBINARY(255) NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  state_type VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  state_version INT NOT NULL,
  payload LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  writer VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  metadata VARCHAR(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  updated_at BIGINT NOT NULL
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS nact_projection (
  name VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  segment INT NOT NULL,
  position BIGINT NOT NULL,
  paused BOOLEAN DEFAULT FALSE NOT NULL,
  failed_position BIGINT,
  error VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (name, segment)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS nact_command (
  persistence_id VARBINARY(255) NOT NULL,
  command_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sequence_nr BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (persistence_id, command_id),
  KEY nact_command_created (created_at)
) ENGINE=InnoDB;
