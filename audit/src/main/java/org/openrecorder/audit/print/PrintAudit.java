package org.openrecorder.audit.print;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.openrecorder.settings.InvalidSettings;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.Secret;
import org.openrecorder.settings.Settings;

/**
 * Prints the audit records that match the options, newest first, one a line. The administrator's
 * password comes from the settings, or else from the first line of standard input. Exits with 0 if
 * all records were printed, else with 2.
 */
public final class PrintAudit {

  private static final int AT_ONCE = 500;
  private static final int NOT_PRINTED = 2;

  private PrintAudit() {}

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    int status = run(arguments, out);
    out.flush();
    System.exit(status);
  }

  private static int run(String[] arguments, PrintStream out) {
    try {
      Question question = Question.of(arguments);
      RecorderSettings settings = Settings.load();
      print(question, new RunningServer(settings.http(), password(settings)), out);
      return 0;
    } catch (InvalidSettings invalid) {
      invalid.problems().forEach(PrintAudit::complain);
    } catch (PrintingUnavailable | IOException failed) {
      complain(String.valueOf(failed.getMessage()));
    }
    return NOT_PRINTED;
  }

  private static void complain(String words) {
    System.err.println("print-audit: " + words);
  }

  private static String password(RecorderSettings settings)
      throws IOException, PrintingUnavailable {
    if (settings.adminPassword().isPresent()) {
      return settings.adminPassword().map(Secret::reveal).orElseThrow();
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      throw new PrintingUnavailable(
          "give the administrator's password in the first line of the input");
    }
    return line;
  }

  private static void print(Question question, RunningServer server, PrintStream out)
      throws PrintingUnavailable {
    out.println(Lines.heading());
    String cursor = "";
    do {
      JsonObject page = server.ask(question.query(AT_ONCE, cursor));
      page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
          .map(Lines::of)
          .forEach(out::println);
      cursor = page.getString("next", "");
    } while (!cursor.isEmpty() && !out.checkError());
  }
}
