package dev.headroom.chat.slack;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The `slack` section of the config file.
///
/// @param appToken makes it Socket Mode; goes before the signing secret
/// @param signingSecret makes it HTTP mode: Slack sends signed requests to us
/// @param apiUrl with or without its slash at the end
/// @param admins user ids and user group ids; empty: the workspace's admins and owners
/// @param commandPrefix what stands before every command's name, where another app has it already:
///   `ai-` makes `/ai-quota`; usually empty
public record SlackSettings(
    Secret botToken,
    Optional<Secret> appToken,
    Optional<Secret> signingSecret,
    URI apiUrl,
    List<String> admins,
    String commandPrefix) {

  public SlackSettings {
    admins = List.copyOf(admins);
  }

  /// Whether the address is on this machine, where no proxy is asked.
  boolean isLoopback() {
    var host = String.valueOf(apiUrl.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /// The address that a method's name is appended to.
  String methodsPrefix() {
    var url = apiUrl.toString();
    return url.endsWith("/") ? url : url + "/";
  }
}
