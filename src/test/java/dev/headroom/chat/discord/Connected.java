package dev.headroom.chat.discord;

import static dev.headroom.testing.Eventually.await;

import dev.headroom.message.Chart;
import dev.headroom.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataObject;

/// The real JDA, a fake Discord, and what went between them.
final class Connected implements AutoCloseable {

  static final Map<String, Object> QUOTA = Map.of("id", "701", "name", "quota", "type", 1);
  static final Map<String, Object> HISTORY =
      Map.of("id", "702", "name", FakeInbox.WITH_CHART, "type", 1);

  final FakeDiscord discord = new FakeDiscord();
  final FakeInbox inbox = new FakeInbox();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  DiscordPlatform platform = platform(settings(), Connected::png);

  /// Takes another platform in the first one's place.
  void configure(DiscordSettings settings, Function<Chart, byte[]> charts) {
    platform.close();
    platform = platform(settings, charts);
  }

  void connect() {
    platform.start(inbox);
    await().until(() -> platform.health().connected());
  }

  /// What was registered last at `path`, as JSON.
  String registered(String path) {
    await().until(() -> !discord.calls("PUT " + path).isEmpty());
    return discord.calls("PUT " + path).getLast().body().getString("list");
  }

  DataObject callback(String interaction) {
    return discord.calls("POST interactions/" + interaction).getFirst().body();
  }

  List<FakeDiscord.Call> edits(String interaction) {
    return discord.calls("PATCH webhooks/100/token-" + interaction + "/messages/@original");
  }

  DataObject embed(String interaction) {
    await().until(() -> !edits(interaction).isEmpty());
    return edits(interaction).getLast().body().getArray("embeds").getObject(0);
  }

  /// The words of the answer, once it has come.
  String answer(String interaction) {
    return embed(interaction).getString("description").replace("\\", "");
  }

  DiscordSettings settings() {
    return new DiscordSettings(token(), url(), List.of(), List.of());
  }

  URI url() {
    return URI.create(discord.apiUrl());
  }

  Secret token() {
    return new Secret(FakeDiscord.TOKEN);
  }

  static byte[] png(Chart chart) {
    return chart.alt().getBytes(StandardCharsets.UTF_8);
  }

  private DiscordPlatform platform(DiscordSettings settings, Function<Chart, byte[]> charts) {
    return new DiscordPlatform(settings, charts, executor, InstantSource.system());
  }

  @Override
  public void close() {
    inbox.release();
    platform.close();
    executor.shutdownNow();
    discord.close();
  }
}
