package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void hasEveryRouteOfTheProtocol() {
        assertThat(Template.bundled().routes().stream().map(Route::key))
                .containsExactlyInAnyOrder(
                        "GET /version",
                        "HEAD /version",
                        "GET /token",
                        "POST /token",
                        "GET /catalog",
                        "GET /manifests/{reference}",
                        "HEAD /manifests/{reference}",
                        "PUT /manifests/{reference}",
                        "DELETE /manifests/{reference}",
                        "GET /tags",
                        "GET /referrers/{digest}",
                        "GET /blobs/{digest}",
                        "HEAD /blobs/{digest}",
                        "DELETE /blobs/{digest}",
                        "POST /uploads",
                        "GET /uploads/{id}",
                        "PATCH /uploads/{id}",
                        "PUT /uploads/{id}",
                        "DELETE /uploads/{id}",
                        "POST /uploads/{id}/parts",
                        "PUT /uploads/{id}/parts",
                        "POST /uploads/{id}/copy",
                        "GET /api/v1/tokens",
                        "POST /api/v1/tokens",
                        "DELETE /api/v1/tokens/{id}",
                        "GET /api/v1/owners",
                        "POST /api/v1/owners",
                        "GET /api/v1/owners/{owner}",
                        "PUT /api/v1/owners/{owner}/members/{user}",
                        "DELETE /api/v1/owners/{owner}/members/{user}",
                        "GET /api/v1/packages",
                        "GET /api/v1/packages/{package+}",
                        "PATCH /api/v1/packages/{package+}",
                        "GET /api/v1/costs",
                        "GET /api/v1/costs/charges",
                        "GET /api/v1/owners/{owner}/budget",
                        "PUT /api/v1/owners/{owner}/budget",
                        "DELETE /api/v1/owners/{owner}/budget",
                        "PUT /api/v1/owners/{owner}/networks",
                        "GET /api/v1/costs/explanation",
                        "GET /api/v1/costs/forecast",
                        "GET /api/v1/costs/statement",
                        "GET /api/v1/owners/{owner}/trust-policies",
                        "PUT /api/v1/owners/{owner}/trust-policies/{policy}",
                        "DELETE /api/v1/owners/{owner}/trust-policies/{policy}");
    }

    @Test
    void namesOneHandlerForGetAndHead() {
        assertThat(Template.bundled().routes())
                .filteredOn(route -> route.path().equals("/version"))
                .extracting(Route::handler)
                .containsOnly("dev.slipway.functions.token.CheckVersionHandler");
    }

    @Test
    void takesShortFormsOfCloudFormationForWhatTheyHold() {
        var template = read("""
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                  Ping:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: example.Ping
                      Role: !GetAtt Role.Arn
                      Environment: {Variables: {BUCKET: !Ref Bucket, LINES: !Join [",", [!Sub "${Bucket}", b]]}}
                      Events:
                        Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /ping}}
                """);
        assertThat(template.routes()).containsExactly(new Route("GET", "/ping", "example.Ping"));
    }

    @Test
    void knowsTheMemoryOfFunctions() {
        assertThat(Template.bundled().memory()).isEqualTo(1769);
        assertThat(read("{Globals: {Function: {MemorySize: 512}}, Resources: {}}")
                        .memory())
                .isEqualTo(512);
        assertThat(read("{Globals: {Function: {}}, Resources: {}}").memory()).isEqualTo(128);
    }

    /** CloudFront's metrics are in one region only. The function that charges for alarms is told how many there are. */
    @Test
    void knowsHowManyMetricsAlarmsLookAt() throws IOException {
        var metrics = Template.bundled().alarmMetrics();

        assertThat(Files.readString(Path.of("../template.yaml")))
                .contains("SLIPWAY_ALARM_METRICS: !If [IsInVirginia, \"%d\", \"%d\"]".formatted(metrics, metrics - 1))
                .containsOnlyOnce("    Type: AWS::CloudWatch::Alarm\n    Condition: IsInVirginia\n");
        assertThat(read("""
                        Resources:
                          One: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Errors}}
                          Two:
                            Type: AWS::CloudWatch::Alarm
                            Properties:
                              Metrics:
                                - {Id: all, Expression: a + b}
                                - {Id: a, MetricStat: {Stat: Sum}}
                                - {Id: b, MetricStat: {Stat: Sum}}
                        """).alarmMetrics()).isEqualTo(3);
    }

    @Test
    void whatOthersCallHasNoRoute() {
        var template = read("""
                Resources:
                  Copy:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: example.Copy}
                  Sweep:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: example.Sweep
                      Events:
                        Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
                        Get: {Type: HttpApi, Properties: {Method: GET, Path: /sweep}}
                """);
        assertThat(template.routes()).containsExactly(new Route("GET", "/sweep", "example.Sweep"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> read("Resources: {Ping: {Type: 'AWS::Serverless::Function'}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Properties in");
    }

    private static Template read(String yaml) {
        return Template.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
