package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.name.Digest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ChecksumType;

class ChecksumsTest {

    private static final String BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final Digest EMPTY =
            Digest.parse("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    @Test
    void isWrittenInBase64() {
        assertThat(Checksums.of(EMPTY)).isEqualTo(BASE64);
    }

    @Test
    void isReadWhereItIsOfTheWhole() {
        assertThat(Checksums.whole(BASE64, ChecksumType.FULL_OBJECT)).contains(EMPTY);
        assertThat(Checksums.whole(BASE64, null)).contains(EMPTY);
    }

    @Test
    void isUnknownWhereThereIsNoneOrOneOfParts() {
        assertThat(Checksums.whole(null, null)).isEmpty();
        assertThat(Checksums.whole(BASE64 + "-2", null)).isEmpty();
        assertThat(Checksums.whole(BASE64, ChecksumType.COMPOSITE)).isEmpty();
    }
}
