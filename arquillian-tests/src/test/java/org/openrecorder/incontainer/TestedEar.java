package org.openrecorder.incontainer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.openrecorder.testing.RecordingsContract;

/** The EAR as it is installed, with one more WAR, which brings the tests. */
final class TestedEar {

  private static final String DESCRIPTOR = "META-INF/application.xml";

  private TestedEar() {}

  static EnterpriseArchive with(Class<?>... tests) {
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(
            EnterpriseArchive.class, new File(System.getProperty("ear", "")));
    return ear.setApplicationXML(new StringAsset(descriptorWithTests(ear)))
        .addAsModule(Testable.archiveToTest(war(tests)));
  }

  private static WebArchive war(Class<?>... tests) {
    return ShrinkWrap.create(WebArchive.class, "tests.war")
        .addClasses(tests)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsLibraries(
            jarOf(RecordingsContract.class), jarOf(Assertions.class), jarOf(ByteBuddy.class));
  }

  private static File jarOf(Class<?> one) {
    try {
      return new File(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String descriptorWithTests(EnterpriseArchive ear) {
    String tests =
        "<module><web><web-uri>tests.war</web-uri><context-root>/tests</context-root></web></module>";
    return descriptor(ear).replace("</application>", tests + "</application>");
  }

  private static String descriptor(EnterpriseArchive ear) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ear.get(DESCRIPTOR).getAsset().openStream(), StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.joining("\n"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
