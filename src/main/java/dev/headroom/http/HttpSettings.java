package dev.headroom.http;

/// The `http` section of the config file.
///
/// @param bind the address to listen on
/// @param port 0 for any free one, which is logged
public record HttpSettings(String bind, int port) {}
