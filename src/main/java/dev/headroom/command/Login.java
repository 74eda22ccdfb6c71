package dev.headroom.command;

import dev.headroom.usage.Status;
import dev.headroom.view.AccountView;
import dev.headroom.view.QuotaView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The quotas that hold together for a family of models. An account is one login; a proxy is as
/// many as it holds, and takes any of them.
///
/// A quota holds when its members, or its name, name the family, or when they name none at all.
/// Where a quota is about all models, one of particular models says nothing of the others: those
/// are `narrower`. Where all are about particular models, those with the most room count.
///
/// @param isOfFamily whether a quota itself names the family
/// @param limits tightest first
record Login(boolean isOfFamily, List<QuotaView> limits, List<QuotaView> narrower) {

  /// Things of which an account has some, and that no call to a model uses up.
  private static final Set<String> THINGS = Set.of("seats", "voices");

  /// Of accounts that hold logins, each quota's name begins with the login's.
  private static final Pattern OF_LOGIN = Pattern.compile("(\\S+ \\S+(?: #\\d+)?) (.+)");

  static List<Login> of(Families families, AccountView view, Family family) {
    var told =
        view.quotas().stream().filter(quota -> !THINGS.contains(quota.quota().unit())).toList();
    if (!families.isOfLogins(view.account().provider())) {
      return List.of(of(families, told, "", family));
    }
    var logins = new LinkedHashMap<String, List<QuotaView>>();
    told.forEach(
        quota -> logins.computeIfAbsent(loginOf(quota), name -> new ArrayList<>()).add(quota));
    return logins.entrySet().stream()
        .map(login -> of(families, login.getValue(), login.getKey(), family))
        .filter(Login::isOfFamily)
        .toList();
  }

  private static Login of(Families families, List<QuotaView> quotas, String login, Family family) {
    var ofLogin = families.namedIn(login);
    var shared = new ArrayList<QuotaView>();
    var particular = new LinkedHashMap<List<String>, List<QuotaView>>();
    var named = ofLogin.contains(family.name());
    for (var quota : quotas) {
      var members = quota.quota().members();
      var names = families.namedIn(quota.quota().name().substring(login.length()));
      var isOfFamily =
          members.isEmpty()
              ? names.contains(family.name())
              : members.stream().anyMatch(model -> families.has(family, model));
      named |= isOfFamily;
      if (isOfFamily) {
        particular.computeIfAbsent(members, it -> new ArrayList<>()).add(quota);
      } else if (members.isEmpty() && names.isEmpty()) {
        shared.add(quota);
      }
    }
    return new Login(named, known(limits(shared, particular)), narrower(shared, particular));
  }

  private static List<QuotaView> limits(
      List<QuotaView> shared, Map<List<String>, List<QuotaView>> particular) {
    if (!known(shared).isEmpty()) {
      return shared;
    }
    return particular.values().stream()
        .filter(quotas -> !known(quotas).isEmpty())
        .min((one, other) ->
            QuotaView.TIGHTEST.compare(known(other).getFirst(), known(one).getFirst()))
        .orElse(List.of());
  }

  private static List<QuotaView> narrower(
      List<QuotaView> shared, Map<List<String>, List<QuotaView>> particular) {
    return known(shared).isEmpty()
        ? List.of()
        : particular.values().stream()
            .flatMap(List::stream)
            .filter(quota -> quota.status() != Status.OK && quota.status() != Status.UNKNOWN)
            .toList();
  }

  private static List<QuotaView> known(List<QuotaView> quotas) {
    return quotas.stream().filter(quota -> quota.usedPercent().isPresent()).toList();
  }

  private static String loginOf(QuotaView quota) {
    var name = OF_LOGIN.matcher(quota.quota().name());
    return name.matches() ? name.group(1) : "";
  }
}
