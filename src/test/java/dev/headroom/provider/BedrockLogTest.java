package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What is logged while an account is read.
final class BedrockLogTest {

  private final FakeRegion region = new FakeRegion();

  @AfterEach
  void close() {
    region.close();
  }

  /// At the loudest level that HEADROOM_LOG can set, under the program's own settings.
  @Test
  void tellsNoSecretWhateverItIsAskedToLog() throws JoranException {
    var log = new ListAppender<ILoggingEvent>();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    try {
      configure(context, "src/main/resources/logback.xml");
      log.setContext(context);
      log.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
      LoggerFactory.getLogger("dev.headroom.probe").trace("heard");
      region.poll(region.access());
      region.quotas.failing("error_signature.json", 400);
      region.passes(Duration.ofHours(7));
      assertThatThrownBy(() -> region.poll(region.access())).isInstanceOf(ApiException.class);
    } finally {
      configure(context, "src/test/resources/logback-test.xml");
    }

    var lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).contains("heard").noneMatch(FakeRegion.SECRET::isIn);
    assertThat(lines).noneMatch(FakeRegion.TOKEN::isIn);
  }

  private static void configure(LoggerContext context, String file) throws JoranException {
    context.reset();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of(file).toFile());
  }
}
