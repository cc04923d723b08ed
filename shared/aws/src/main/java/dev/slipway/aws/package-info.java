/**
 * The ports of the state kept in AWS: items in DynamoDB, bytes in S3. The only package that knows the AWS SDK.
 */
@NullMarked
package dev.slipway.aws;

import org.jspecify.annotations.NullMarked;
