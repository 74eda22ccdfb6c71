package dev.headroom;

import static org.awaitility.Awaitility.await;

import dev.headroom.chat.discord.FakeDiscord;
import dev.headroom.chat.slack.FakeSlack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Commands that many people give at the same moment, each timed from when the platform sent it to
/// when the platform had the acknowledgement, and the answer with its picture.
record Burst(BusyChats chats, int size) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(25);

  /// Milliseconds of each command.
  record Times(List<Double> acknowledged, List<Double> answered) {}

  Times onSlack() {
    var slack = chats.slack;
    slack.forget();
    var sent =
        IntStream.range(0, size)
            .mapToObj(at -> slack.send("/quota-history", "", "U" + at))
            .toList();
    until(() -> sent.stream().allMatch(command -> picture(slack, command).size() == 2));
    return new Times(
        sent.stream()
            .map(command -> milliseconds(command, slack.acknowledgedAt(command).orElseThrow()))
            .toList(),
        sent.stream()
            .map(command -> milliseconds(command, picture(slack, command).getLast().nanos()))
            .toList());
  }

  /// The words come first, the picture after.
  private static List<FakeSlack.Call> picture(FakeSlack slack, FakeSlack.Sent command) {
    return slack.calls("reply/" + command.id());
  }

  private static double milliseconds(FakeSlack.Sent command, long nanos) {
    return (nanos - command.nanos()) / 1e6;
  }

  Times onDiscord() {
    var discord = chats.discord;
    discord.forget();
    var sent = IntStream.range(0, size).mapToObj(_ -> discord.command("quota-history")).toList();
    until(() ->
        sent.stream()
            .allMatch(id -> discord.answers(id).stream().anyMatch(FakeDiscord.Call::hasFile)));
    return new Times(
        sent.stream()
            .map(id ->
                discord.millisecondsTo(discord.calls("POST interactions/" + id).getFirst(), id))
            .toList(),
        sent.stream()
            .map(id -> discord.millisecondsTo(discord.answers(id).getLast(), id))
            .toList());
  }

  private static void until(Callable<Boolean> isOver) {
    await().atMost(PATIENCE).pollDelay(LOOK).pollInterval(LOOK).until(isOver);
  }
}
