package dev.slipway.local.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.cost.Service;
import dev.slipway.registry.cost.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BilledUnitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CLOUDFRONT  | US-Requests-Tier2-HTTPS        | ''                      | Requests         | CLOUDFRONT_REQUEST | 1
            CLOUDFRONT  | AP-Requests-HTTPS-Proxy        | PUT                     | Requests         | CLOUDFRONT_REQUEST | 1
            CLOUDFRONT  | Executions-CloudFrontFunctions | ''                      | Invocations      | EDGE_FUNCTION      | 1
            CLOUDFRONT  | EU-DataTransfer-Out-Bytes      | GET                     | GB               | CLOUDFRONT_OUT     | 1073741824
            API_GATEWAY | EUC1-ApiGatewayHttpRequest     | ApiGatewayHttpApi       | Requests         | GATEWAY_REQUEST    | 1
            LAMBDA      | Global-Request-ARM             | Invoke                  | Requests         | LAMBDA_REQUEST     | 1
            LAMBDA      | Lambda-GB-Second-ARM           | Invoke                  | Lambda-GB-Second | LAMBDA_TIME        | 1024000
            LAMBDA      | APN1-Lambda-GB-Second-ARM      | Invoke                  | ''               | LAMBDA_TIME        | 1024000
            DYNAMODB    | USW2-WriteRequestUnits         | PayPerRequestThroughput | WriteRequestUnits | TABLE_WRITE       | 1
            DYNAMODB    | TimedStorage-ByteHrs           | StandardStorage         | GB-Mo            | TABLE_STORAGE      | 1073741824
            S3          | EU-TimedStorage-ByteHrs        | StandardStorage         | GB-Mo            | BUCKET_STORAGE     | 1073741824
            S3          | USE1-DataTransfer-Out-Bytes    | GetObject               | GB               | BUCKET_OUT         | 1073741824
            S3          | USE1-C3DataTransfer-Out-Bytes  | GetObject               | GB               | BUCKET_OUT_REGION  | 1073741824
            S3          | EUC1-DataTransfer-Regional-Bytes | GetObject             | ''               | BUCKET_OUT_REGION  | 1073741824
            CLOUDWATCH  | USE1-DataProcessing-Bytes      | PutLogEvents            | GB               | LOG_IN             | 1073741824
            CLOUDWATCH  | USE1-TimedStorage-ByteHrs      | HourlyStorageMetering   | GB-Mo            | LOG_STORAGE        | 1073741824
            CLOUDWATCH  | CW:AlarmMonitorUsage           | Unknown                 | Alarms           | ALARM              | 1000000
            DYNAMODB    | EUC1-TimedPITRStorage-ByteHrs  | ''                      | GB-Mo            | TABLE_BACKUP       | 1073741824
            ROUTE53     | HostedZone                     | ''                      | HostedZone       | ZONE               | 1000000
            """)
    void aUsageTypeIsAUnit(Service service, String usageType, String operation, String measure, Unit unit, long size) {
        assertThat(BilledUnit.find(service, usageType, operation, measure)).contains(new BilledUnit(unit, size));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LAMBDA     | Request                   | Invoke             | Requests
            LAMBDA     | ReadRequestUnits          | Invoke             | ReadRequestUnits
            DYNAMODB   | ReadRequestUnits          | CommittedThroughput | ReadRequestUnits
            CLOUDWATCH | CW:HighResAlarmMonitorUsage | Unknown          | Alarms
            ROUTE53    | DNS-Queries               | ''                 | Queries
            S3         | USE1-Requests-Tier1       | PutObject          | GB
            S3         | C3DataTransfer-Out-Bytes  | GetObject          | Requests
            LAMBDA     | C3DataTransfer-Out-Bytes  | GetObject          | GB
            """)
    void anythingElseIsNone(Service service, String usageType, String operation, String measure) {
        assertThat(BilledUnit.find(service, usageType, operation, measure)).isEmpty();
    }
}
