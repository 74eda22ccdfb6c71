package dev.headroom.chat.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wrong with the tokens, their scopes and the channels, asked of Slack itself.
final class Inspection {

  private final SlackApi api;
  private final SlackSettings settings;

  Inspection(SlackApi api, SlackSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /// Each problem a sentence that says what to do.
  List<String> problems(List<String> channels) {
    var bot = api.call(slack -> slack.authTest(r -> r));
    if (!(bot instanceof Outcome.Done<AuthTestResponse>(var who))) {
      return List.of("slack.bot-token: " + bot.reason());
    }
    var problems = new ArrayList<String>(scopes(who));
    settings.appToken().ifPresent(token -> appToken(token.value(), problems));
    if (settings.appToken().isEmpty() && settings.signingSecret().isEmpty()) {
      problems.add("slack: needs an app-token (Socket Mode) or a signing-secret (HTTP mode)");
    }
    channels.forEach(channel -> channel(channel, problems));
    return List.copyOf(problems);
  }

  private void appToken(String token, List<String> problems) {
    var opened = api.call(token, slack -> slack.appsConnectionsOpen(r -> r));
    if (!(opened instanceof Outcome.Done)) {
      problems.add(
          "slack.app-token: %s; it needs connections:write and Socket Mode to be on"
              .formatted(opened.reason()));
    }
  }

  private List<String> scopes(AuthTestResponse who) {
    var header = who.getHttpResponseHeaders().get("x-oauth-scopes");
    if (header == null) {
      return List.of();
    }
    var granted = header.stream().flatMap(list -> List.of(list.split("[,\\s]+")).stream()).toList();
    return needed().entrySet().stream()
        .filter(scope -> !Set.copyOf(granted).contains(scope.getKey()))
        .map(scope ->
            "slack.bot-token: lacks %s, so that %s; add it under OAuth & Permissions and reinstall"
                .formatted(scope.getKey(), scope.getValue()))
        .toList();
  }

  /// Scopes, and what does not work without them.
  private Map<String, String> needed() {
    var needed = new LinkedHashMap<String, String>();
    needed.put("commands", "no command works");
    needed.put("chat:write", "no message is sent");
    needed.put("files:write", "charts are missing");
    needed.put("files:read", "charts of private answers go to direct messages");
    needed.put("im:write", "charts can't go to direct messages");
    needed.put("users:read", "nobody may change anything");
    needed.put("channels:read", "public channels can't be checked");
    needed.put("groups:read", "private channels can't be checked");
    needed.put(
        "channels:history", "a message may appear twice in a public channel after an outage");
    needed.put("groups:history", "a message may appear twice in a private channel after an outage");
    if (settings.admins().stream().anyMatch(admin -> admin.startsWith("S"))) {
      needed.put("usergroups:read", "the user groups in slack.admins count for nobody");
    }
    return needed;
  }

  private void channel(String id, List<String> problems) {
    var info = api.call(slack -> slack.conversationsInfo(r -> r.channel(id)));
    switch (info.map(answer -> answer.getChannel())) {
      case Outcome.Done<Conversation>(var channel) -> {
        if (channel.isArchived()) {
          problems.add("slack:%s: %s".formatted(id, Refusals.sentence("is_archived")));
        } else if (!channel.isIm() && !channel.isMember()) {
          problems.add("slack:%s: %s".formatted(id, Refusals.sentence("not_in_channel")));
        }
      }
      case Outcome.Busy<Conversation>(var pause, var reason) ->
          problems.add("slack:%s: not checked, %s".formatted(id, reason));
      case Outcome.Refused<Conversation>(var code) ->
          problems.add("slack:%s: %s".formatted(id, Refusals.sentence(code)));
    }
  }
}
