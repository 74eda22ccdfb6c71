/// Questions over what is stored, and their answers. The store implements them.
@NullMarked
package dev.headroom.view;

import org.jspecify.annotations.NullMarked;
