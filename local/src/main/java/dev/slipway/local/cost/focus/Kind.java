package dev.slipway.local.cost.focus;

import dev.slipway.registry.cost.Service;

/**
 * What a service is for (FOCUS 1.2, the allowed values of ServiceCategory and ServiceSubcategory).
 */
record Kind(String category, String subcategory) {

    static Kind of(Service service) {
        return switch (service) {
            case CLOUDFRONT -> new Kind("Networking", "Content Delivery");
            case API_GATEWAY -> new Kind("Integration", "API Management");
            case LAMBDA -> new Kind("Compute", "Serverless Compute");
            case DYNAMODB -> new Kind("Databases", "NoSQL Databases");
            case S3 -> new Kind("Storage", "Object Storage");
            case CLOUDWATCH -> new Kind("Management and Governance", "Observability");
            case ROUTE53 -> new Kind("Networking", "Network Infrastructure");
        };
    }
}
