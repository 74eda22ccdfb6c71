package dev.headroom.usage;

/// A part of a report that could not be read while others could.
///
/// @param part what is missing, as people would call it: "usage by model"
public record Gap(String part, Failure failure) {}
