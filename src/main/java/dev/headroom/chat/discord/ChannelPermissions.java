package dev.headroom.chat.discord;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// What a member may do in a channel, computed as Discord does:
/// <https://discord.com/developers/docs/topics/permissions#permission-overwrites>
///
/// @param guild the server's id, which is also the id of its role `@everyone`
/// @param user the member's id
/// @param memberRoles the ids of the member's roles
/// @param roles every role of the server
record ChannelPermissions(
    String guild, String user, Collection<String> memberRoles, List<DataObject> roles) {

  ChannelPermissions {
    memberRoles = List.copyOf(memberRoles);
    roles = List.copyOf(roles);
  }

  /// What is allowed in a channel with these overwrites.
  EnumSet<Permission> in(List<DataObject> overwrites) {
    long all =
        roles.stream()
            .filter(role -> isMine(role.getString("id")))
            .mapToLong(role -> role.getUnsignedLong("permissions"))
            .reduce(0, (some, more) -> some | more);
    if ((all & Permission.ADMINISTRATOR.getRawValue()) != 0) {
      return EnumSet.allOf(Permission.class);
    }
    all = apply(all, overwrites.stream().filter(each -> id(each).equals(guild)).toList());
    all = apply(all, overwrites.stream().filter(each -> memberRoles.contains(id(each))).toList());
    all = apply(all, overwrites.stream().filter(each -> id(each).equals(user)).toList());
    return Permission.getPermissions(all);
  }

  private boolean isMine(String role) {
    return role.equals(guild) || memberRoles.contains(role);
  }

  private static String id(DataObject overwrite) {
    return overwrite.getString("id");
  }

  private static long apply(long before, List<DataObject> overwrites) {
    long denied = 0;
    long allowed = 0;
    for (var overwrite : overwrites) {
      denied |= overwrite.getUnsignedLong("deny");
      allowed |= overwrite.getUnsignedLong("allow");
    }
    return (before & ~denied) | allowed;
  }

  /// The objects of `array`.
  static List<DataObject> objects(DataArray array) {
    return array.stream(DataArray::getObject).toList();
  }
}
