package dev.headroom.chat.discord;

import java.util.List;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import org.jspecify.annotations.Nullable;

/// Who may change things: the configured roles and users or, when there are none, members who may
/// manage the server. Asked at every command and every button, for neither proves anything.
///
/// @param configured `role:ID` and `user:ID`
record Admins(List<String> configured) {

  Admins {
    configured = List.copyOf(configured);
  }

  /// Whether this person may change things.
  ///
  /// @param member the person on the server the command was given on; null in direct messages
  boolean include(String user, @Nullable Member member) {
    if (configured.contains("user:" + user)) {
      return true;
    }
    if (member == null) {
      return false;
    }
    return configured.isEmpty()
        ? member.hasPermission(Permission.MANAGE_SERVER)
        : member.getRoles().stream().anyMatch(role -> configured.contains("role:" + role.getId()));
  }
}
