/// Whether to speak. Pure: values in, decisions with their reasons out.
///
/// A poll becomes findings ([Findings], [FailureFindings], [BudgetFindings]); [Alerts] holds each
/// against the alert that is open for it, if any, and decides; [Wording] puts what is to be said
/// into words. An alert that exists is open; only [Decision.End] closes it.
///
/// To add a rule: a word in [Rule], a finding that measures it, a [Fact] to word; the compiler
/// names the switches to extend.
@NullMarked
package dev.headroom.alert;

import org.jspecify.annotations.NullMarked;
