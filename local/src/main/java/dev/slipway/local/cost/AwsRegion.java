package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A region of AWS, as its price lists name it.
 *
 * @param codes what its usage types begin with (billing codes of AWS)
 * @param edge what those of the CloudFront edges around it begin with
 */
record AwsRegion(String name, Set<String> codes, String edge) {

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern COMMA = Pattern.compile(",");

    private static final Map<String, AwsRegion> ALL =
            """
            us-east-1      USE1     US
            us-east-2      USE2     US
            us-west-1      USW1     US
            us-west-2      USW2     US
            ca-central-1   CAN1     CA
            ca-west-1      CAN2     CA
            mx-central-1   MXC1     US
            sa-east-1      SAE1     SA
            eu-central-1   EUC1     EU
            eu-central-2   EUC2     EU
            eu-north-1     EUN1     EU
            eu-south-1     EUS1     EU
            eu-south-2     EUS2     EU
            eu-west-1      EU,EUW1  EU
            eu-west-2      EUW2     EU
            eu-west-3      EUW3     EU
            il-central-1   ILC1     EU
            me-central-1   MEC1     ME
            me-south-1     MES1     ME
            af-south-1     AFS1     ZA
            ap-south-1     APS3     IN
            ap-south-2     APS5     IN
            ap-northeast-1 APN1     JP
            ap-northeast-2 APN2     AP
            ap-northeast-3 APN3     JP
            ap-east-1      APE1     AP
            ap-east-2      APE2     AP
            ap-southeast-1 APS1     AP
            ap-southeast-2 APS2     AU
            ap-southeast-3 APS4     AP
            ap-southeast-4 APS6     AU
            ap-southeast-5 APS7     AP
            ap-southeast-6 APS8     AU
            ap-southeast-7 APS9     AP
            """.lines().map(AwsRegion::row).collect(Collectors.toMap(AwsRegion::name, region -> region));

    AwsRegion {
        codes = Set.copyOf(codes);
    }

    /** The region of a name; where there is none, a {@link CommandFailure}. */
    static AwsRegion of(String name) {
        var region = ALL.get(name);
        if (region == null) {
            throw new CommandFailure("'" + name + "' is no region whose prices AWS lists for Slipway, such as"
                    + " us-east-1 or eu-central-1");
        }
        return region;
    }

    /** Whether a usage type is this usage in this region; in the oldest one many are named without a code. */
    boolean has(String usage, String usageType) {
        return (name.equals("us-east-1") && usageType.equals(usage))
                || codes.stream().anyMatch(code -> usageType.equals(code + "-" + usage));
    }

    private static AwsRegion row(String row) {
        var parts = SPACES.splitAsStream(row).toList();
        return new AwsRegion(parts.get(0), COMMA.splitAsStream(parts.get(1)).collect(Collectors.toSet()), parts.get(2));
    }
}
