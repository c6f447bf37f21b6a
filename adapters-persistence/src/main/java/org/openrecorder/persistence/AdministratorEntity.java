package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code administrator}. */
@Entity
@Table(name = "administrator")
class AdministratorEntity {

  @Id private String name;

  @Column(name = "password_hash")
  private String passwordHash;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected AdministratorEntity() {}

  AdministratorEntity(String name, String passwordHash) {
    this.name = name;
    this.passwordHash = passwordHash;
  }

  String passwordHash() {
    return passwordHash;
  }
}
