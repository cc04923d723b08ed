package dev.slipway.functions.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/** A key pair of an issuer, that signs anything. */
record WorkloadKey(String id, KeyPair pair) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static WorkloadKey rsa(String id, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new WorkloadKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** On a curve such as {@code secp256r1}. */
    static WorkloadKey elliptic(String id, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize((AlgorithmParameterSpec) new ECGenParameterSpec(curve));
            return new WorkloadKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** As a key set has it. */
    String json() {
        return switch (pair.getPublic()) {
            case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(id).build().toJSONString();
            case ECPublicKey elliptic ->
                new ECKey.Builder(Curve.forECParameterSpec(elliptic.getParams()), elliptic)
                        .keyID(id)
                        .build()
                        .toJSONString();
            default -> throw new AssertionError("another type");
        };
    }

    /** The header of a good token. */
    JsonMembers header() {
        return JsonMembers.NONE
                .text("typ", "JWT")
                .text("alg", pair.getPublic() instanceof RSAPublicKey ? "RS256" : "ES256")
                .text("kid", id);
    }

    /** A good token. */
    String sign(JsonMembers claims) {
        return sign(header(), claims);
    }

    /** A token signed as RS256 or ES256 would have it, whatever its header says. */
    String sign(Object header, Object claims) {
        return sign(
                header,
                claims,
                pair.getPublic() instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
    }

    /** A token signed in another way, by its name in the JDK. */
    String sign(Object header, Object claims, String algorithm) {
        var signed = encode(header) + "." + encode(claims);
        try {
            var signature = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String encode(Object part) {
        return BASE64.encodeToString(part.toString().getBytes(UTF_8));
    }
}
