package dev.headroom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The map of the house: what each package may use of ours, and which library is its own.
final class PackagesTest {

  private static final JavaClasses HEADROOM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.headroom");

  private static final Map<String, String[]> LIBRARIES =
      Map.ofEntries(
          library("OkHttp", "okhttp3..", "okio.."),
          library("Failsafe", "dev.failsafe.."),
          library("Jackson", "com.fasterxml.jackson.."),
          library("AutoService", "com.google.auto.service.."),
          library("Tink", "com.google.crypto.tink.."),
          library("AWS", "software.amazon.awssdk.."),
          library("Jdbi", "org.jdbi.."),
          library("SQL", "java.sql..", "javax.sql.."),
          library("Flyway", "org.flywaydb.."),
          library("Hikari", "com.zaxxer.hikari.."),
          library("PostgreSQL", "org.postgresql.."),
          library("Compress", "org.apache.commons.compress..", "org.tukaani.xz.."),
          library("AWT", "java.awt..", "javax.imageio.."),
          library("Bolt", "com.slack.api..", "com.google.gson.."),
          library("JDA", "net.dv8tion.jda.."),
          library("JLine", "org.jline.."),
          library("Quartz", "org.quartz.."),
          library("Javalin", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."),
          library("Micrometer", "io.micrometer.."),
          library("YAML", "org.snakeyaml.engine.."),
          library("picocli", "picocli.."),
          library("Logback", "ch.qos.logback.."),
          library("Cron", "com.cronutils.."),
          library("HttpServer", "com.sun.net.httpserver.."));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secret          |                                                    | Tink
          usage           |                                                    |
          message         |                                                    |
          alert           | usage message                                      |
          provider        | usage secret                                       | OkHttp Failsafe Jackson AutoService AWS
          view            | usage                                              | Jackson
          store           | usage message alert view secret provider poll outbox store.embedded | Jdbi SQL Flyway Hikari PostgreSQL Jackson
          store.embedded  | secret                                             | SQL PostgreSQL Compress
          chart           | message                                            | AWT
          command         | usage view message                                 |
          chat            | message command view usage                         |
          chat.slack      | chat message chart command secret                  | Bolt OkHttp
          chat.discord    | chat message chart command secret                  | JDA OkHttp
          chat.console    | chat message chart command                         | JLine
          outbox          | message chat                                       |
          poll            | usage message provider alert view                  | Cron
          schedule        | poll outbox                                        | Quartz SQL
          http            | view usage                                         | Javalin Micrometer
          config          | usage alert provider secret poll                   | YAML
          cli             | config provider usage alert poll chat view command | picocli Logback
          demo            | usage                                              | HttpServer
          """)
  void usesOnlyWhatItsRowAllows(String name, String ours, String libraries) {
    classes()
        .that()
        .resideInAPackage("dev.headroom." + name)
        .should()
        .onlyDependOnClassesThat(allowed(name, words(ours), words(libraries)))
        .because("the row of " + name + " says so; data flows one way")
        .allowEmptyShould(true)
        .check(HEADROOM);
  }

  private static DescribedPredicate<JavaClass> allowed(
      String name, String[] ours, String[] libraries) {
    var ourPackages =
        Stream.concat(Stream.of(name), Arrays.stream(ours))
            .map(other -> "dev.headroom." + other)
            .toArray(String[]::new);
    var foreign =
        LIBRARIES.entrySet().stream()
            .filter(entry -> !Arrays.asList(libraries).contains(entry.getKey()))
            .flatMap(entry -> Arrays.stream(entry.getValue()))
            .toArray(String[]::new);
    return resideInAnyPackage(ourPackages)
        .or(not(resideInAPackage("dev.headroom..").or(resideInAnyPackage(foreign))))
        .or(belongToAnyOf(Object.class))
        .as("be of %s, or of a library that is its own", String.join(", ", ourPackages));
  }

  private static String[] words(String cell) {
    return cell == null ? new String[0] : cell.strip().split("\\s+");
  }

  private static Map.Entry<String, String[]> library(String name, String... packages) {
    return Map.entry(name, packages);
  }
}
