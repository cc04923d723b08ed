/** What a registry costs on AWS: estimates of a month, beside Amazon ECR, and the prices that they are made from. */
@NullMarked
package dev.slipway.local.cost;

import org.jspecify.annotations.NullMarked;
