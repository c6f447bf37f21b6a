package org.openrecorder.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What holds all over the product. None of these passes because it matched nothing. */
final class Rules {

  static final ArchRule DOMAIN_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("org.openrecorder.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.openrecorder.domain..", "java..")
          .because("the domain knows no technology");

  static final ArchRule DOMAIN_FETCHES_NEITHER_TIME_NOR_IDENTITY =
      noClasses()
          .that()
          .resideInAPackage("org.openrecorder.domain..")
          .should()
          .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat(
              assignableTo(InstantSource.class)
                  .or(assignableTo(Date.class))
                  .or(assignableTo(Calendar.class))
                  .or(assignableTo(RandomGenerator.class)))
          .because("time and identity arrive as arguments");

  static final ArchRule APPLICATION_KNOWS_THE_DOMAIN_ONLY =
      classes()
          .that()
          .resideInAPackage("org.openrecorder.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.openrecorder.application..",
              "org.openrecorder.domain..",
              "java..",
              "org.jspecify..")
          .because("CDI, transactions and threads live at the edge");

  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("org.openrecorder.(asterisk|persistence|archive|metrics|oidc|soap|rest)..")
          .should()
          .notDependOnEachOther()
          .because("an adapter knows the application and its own technology");

  static final ArchRule NO_CYCLES =
      slices().matching("org.openrecorder.(**)").should().beFreeOfCycles();

  static final ArchRule ASTERISK_JAVA_STAYS_IN_ITS_ADAPTER =
      stays(List.of("org.asteriskjava.."), "org.openrecorder.asterisk..");

  static final ArchRule JOSE_STAYS_IN_ITS_ADAPTER =
      stays(List.of("org.jose4j.."), "org.openrecorder.oidc..");

  static final ArchRule JPA_STAYS_IN_ITS_ADAPTER =
      stays(
          List.of("jakarta.persistence..", "org.hibernate..", "org.flywaydb.."),
          "org.openrecorder.persistence..");

  static final ArchRule JAX_RS_STAYS_IN_ITS_ADAPTER =
      stays(List.of("jakarta.ws.rs..", "org.jboss.resteasy.."), "org.openrecorder.rest..");

  static final ArchRule SOAP_STAYS_IN_ITS_ADAPTER =
      stays(
          List.of("jakarta.xml.soap..", "jakarta.xml.ws..", "jakarta.jws.."),
          "org.openrecorder.soap..");

  /** The edge is a web application too. */
  static final ArchRule SERVLETS_STAY_AT_THE_DOORS =
      stays(
          List.of("jakarta.servlet.."),
          "org.openrecorder.rest..",
          "org.openrecorder.soap..",
          "org.openrecorder.edge..");

  static final ArchRule UNDERTOW_STAYS_AT_THE_EDGE =
      stays(List.of("io.undertow.."), "org.openrecorder.edge..");

  static final ArchRule NAMES_SAY_THE_THING =
      noClasses()
          .that()
          .resideInAPackage("org.openrecorder..")
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("DTO")
          .because("such a name says nothing");

  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .that()
          .resideInAPackage("org.openrecorder..")
          .should()
          .callMethodWhere(
              target(name("sleep"))
                  .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
          .because("a condition is waited for, not a time");

  private Rules() {}

  private static ArchRule stays(List<String> technology, String... adapters) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(adapters)
        .should()
        .dependOnClassesThat(resideInAnyPackage(technology.toArray(String[]::new)))
        .because("a technology stays in its adapter");
  }
}
