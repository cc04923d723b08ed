package dev.slipway.local.cost.reconcile;

import dev.slipway.registry.cost.Service;
import dev.slipway.registry.cost.Unit;
import java.util.Optional;

/**
 * What is paid for.
 *
 * @param service by its name on a bill, or by its code where the ledger has nothing to do with it
 * @param unit empty for what the ledger does not count
 * @param name the unit's, or else the usage type
 */
record Use(String service, Optional<Unit> unit, String name) {

    static Use of(Unit unit) {
        return new Use(unit.service().toString(), Optional.of(unit), unit.toString());
    }

    static Use unknown(String service, String usageType) {
        return new Use(service, Optional.empty(), usageType.isEmpty() ? "(no usage type)" : usageType);
    }

    /** A service by its code or its name; empty for one that the ledger has nothing to do with. */
    static Optional<Service> service(String code, String name) {
        return switch (code) {
            case "AmazonCloudFront" -> Optional.of(Service.CLOUDFRONT);
            case "AmazonApiGateway" -> Optional.of(Service.API_GATEWAY);
            case "AWSLambda" -> Optional.of(Service.LAMBDA);
            case "AmazonDynamoDB" -> Optional.of(Service.DYNAMODB);
            case "AmazonS3" -> Optional.of(Service.S3);
            case "AmazonCloudWatch" -> Optional.of(Service.CLOUDWATCH);
            case "AmazonRoute53" -> Optional.of(Service.ROUTE53);
            default -> named(name);
        };
    }

    private static Optional<Service> named(String name) {
        for (var service : Service.values()) {
            if (service.toString().equals(name)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
