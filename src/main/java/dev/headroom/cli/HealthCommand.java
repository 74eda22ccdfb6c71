package dev.headroom.cli;

import static picocli.CommandLine.ExitCode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headroom health`
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Asks a running Headroom how it is; exit code 0 when it is well.")
final class HealthCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080/ready",
      description = "Its health address; default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080/ready");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
      var answer = client.send(request, BodyHandlers.ofString());
      Printers.answers(spec).println(answer.body().strip());
      return answer.statusCode() == 200 ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IOException _) {
      Printers.errors(spec).println("headroom: nobody answers at " + url);
      return ExitCode.SOFTWARE;
    }
  }
}
