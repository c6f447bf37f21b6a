package org.openrecorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.planted.AsksTheContainer;
import org.openrecorder.archive.planted.AnswersAnExchange;
import org.openrecorder.archive.planted.AnswersByJaxRs;
import org.openrecorder.archive.planted.ReadsAServletRequest;
import org.openrecorder.archive.planted.SpeaksSoap;
import org.openrecorder.domain.planted.FetchesADate;
import org.openrecorder.domain.planted.FetchesTheLocalTime;
import org.openrecorder.domain.planted.FetchesTheTime;
import org.openrecorder.domain.planted.KnowsAnAnnotation;
import org.openrecorder.domain.planted.MakesAnIdentity;
import org.openrecorder.domain.planted.ThrowsDice;
import org.openrecorder.rest.planted.ReadsAToken;
import org.openrecorder.rest.planted.Sleeps;
import org.openrecorder.rest.planted.SpeaksAsterisk;
import org.openrecorder.rest.planted.SpeaksJpa;
import org.openrecorder.rest.planted.TalksToTheArchive;
import org.openrecorder.rest.planted.ThingManager;
import org.openrecorder.rest.planted.cycle.Egg;

class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.openrecorder");

  /**
   * Packages that each must be among what the rules look at: a rule that sees nothing proves
   * nothing.
   */
  private static final Stream<String> PARTS =
      Stream.of(
          "domain",
          "application",
          "settings",
          "asterisk",
          "persistence",
          "archive",
          "oidc",
          "soap",
          "rest",
          "bootstrap");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(Rules.DOMAIN_IS_PLAIN_JAVA, KnowsAnAnnotation.class),
        Arguments.of(Rules.DOMAIN_FETCHES_NEITHER_TIME_NOR_IDENTITY, FetchesTheTime.class),
        Arguments.of(Rules.DOMAIN_FETCHES_NEITHER_TIME_NOR_IDENTITY, FetchesTheLocalTime.class),
        Arguments.of(Rules.DOMAIN_FETCHES_NEITHER_TIME_NOR_IDENTITY, FetchesADate.class),
        Arguments.of(Rules.DOMAIN_FETCHES_NEITHER_TIME_NOR_IDENTITY, ThrowsDice.class),
        Arguments.of(Rules.DOMAIN_FETCHES_NEITHER_TIME_NOR_IDENTITY, MakesAnIdentity.class),
        Arguments.of(Rules.APPLICATION_KNOWS_THE_DOMAIN_ONLY, AsksTheContainer.class),
        Arguments.of(Rules.ADAPTERS_DO_NOT_KNOW_EACH_OTHER, TalksToTheArchive.class),
        Arguments.of(Rules.NO_CYCLES, Egg.class),
        Arguments.of(Rules.ASTERISK_JAVA_STAYS_IN_ITS_ADAPTER, SpeaksAsterisk.class),
        Arguments.of(Rules.JOSE_STAYS_IN_ITS_ADAPTER, ReadsAToken.class),
        Arguments.of(Rules.JPA_STAYS_IN_ITS_ADAPTER, SpeaksJpa.class),
        Arguments.of(Rules.JAX_RS_STAYS_IN_ITS_ADAPTER, AnswersByJaxRs.class),
        Arguments.of(Rules.SOAP_STAYS_IN_ITS_ADAPTER, SpeaksSoap.class),
        Arguments.of(Rules.SERVLETS_STAY_AT_THE_DOORS, ReadsAServletRequest.class),
        Arguments.of(Rules.UNDERTOW_STAYS_AT_THE_EDGE, AnswersAnExchange.class),
        Arguments.of(Rules.NAMES_SAY_THE_THING, ThingManager.class),
        Arguments.of(Rules.NOBODY_SLEEPS, Sleeps.class));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_product_keeps_the_rule(ArchRule rule, Class<?> planted) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_bites_a_planted_class(ArchRule rule, Class<?> planted) {
    JavaClasses bad =
        new ClassFileImporter()
            .importPackages(
                planted.getPackageName(), "org.openrecorder.archive", "org.openrecorder.rest");
    assertThatThrownBy(() -> rule.check(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(planted.getSimpleName());
  }

  @Test
  void the_rules_see_every_part_of_the_product() {
    assertThat(PARTS)
        .allSatisfy(
            part ->
                assertThat(PRODUCT)
                    .as(part)
                    .anyMatch(
                        found -> found.getPackageName().startsWith("org.openrecorder." + part)));
  }
}
