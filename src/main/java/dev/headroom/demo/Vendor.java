package dev.headroom.demo;

/// A simulated vendor: the same call at the same moment has the same answer.
@FunctionalInterface
interface Vendor {

  Reply answer(Call call);
}
