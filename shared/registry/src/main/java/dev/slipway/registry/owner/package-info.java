/** Owners of packages: users and organizations, their members, what they make visible, and whose workloads they trust. */
@NullMarked
package dev.slipway.registry.owner;

import org.jspecify.annotations.NullMarked;
