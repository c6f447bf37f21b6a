package org.openrecorder.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

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
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
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
          .matching("org.openrecorder.(asterisk|persistence|archive|metrics|soap|rest)..")
          .should()
          .notDependOnEachOther()
          .because("an adapter knows the application and its own technology");

  static final ArchRule NO_CYCLES =
      slices().matching("org.openrecorder.(**)").should().beFreeOfCycles();

  static final ArchRule ASTERISK_JAVA_STAYS_IN_ITS_ADAPTER =
      stays("org.asteriskjava..", "org.openrecorder.asterisk..");

  static final ArchRule JPA_STAYS_IN_ITS_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.openrecorder.persistence..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.flywaydb.."))
          .because("the database stays in its adapter");

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
              JavaCall.Predicates.target(HasName.Predicates.name("sleep"))
                  .and(
                      JavaCall.Predicates.target(
                          HasOwner.Predicates.With.owner(
                              assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
          .because("a condition is waited for, not a time");

  private Rules() {}

  private static ArchRule stays(String technology, String adapter) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(adapter)
        .should()
        .dependOnClassesThat(resideInAPackage(technology))
        .because("a technology stays in its adapter");
  }
}
