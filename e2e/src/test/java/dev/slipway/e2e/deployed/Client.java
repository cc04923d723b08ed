package dev.slipway.e2e.deployed;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Who pushes an image that is in a tar as {@code docker save} writes it, and pulls one. All sign in as the administrator. */
enum Client {
    SLIPWAY {
        @Override
        void push(Command command, Path image, String reference) throws IOException, InterruptedException {
            command.runWithPassword(slipway("push", image.toString(), reference));
        }

        @Override
        String pull(Command command, String reference, Path folder) throws IOException, InterruptedException {
            command.runWithPassword(slipway("pull", reference, folder.toString()));
            var index = JSON.std.mapFrom(Files.readString(folder.resolve("index.json")));
            var manifest = (Map<?, ?>) ((List<?>) index.getOrDefault("manifests", List.of())).getFirst();
            return String.valueOf(manifest.get("digest"));
        }

        private String[] slipway(String... arguments) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = new ArrayList<>(List.of(
                    java,
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.slipway.local.Slipway"));
            command.addAll(List.of(arguments));
            command.addAll(List.of("-u", "admin", "--password-stdin"));
            return command.toArray(String[]::new);
        }
    },
    /** The command, and the engine that DOCKER_HOST names. */
    DOCKER {
        @Override
        void push(Command command, Path image, String reference) throws IOException, InterruptedException {
            login(command, reference);
            command.run("docker", "load", "--quiet", "--input", image.toString());
            command.run("docker", "push", "--quiet", reference);
            command.run("docker", "rmi", "--force", reference);
        }

        @Override
        String pull(Command command, String reference, Path folder) throws IOException, InterruptedException {
            login(command, reference);
            command.run("docker", "pull", "--quiet", reference);
            var digests = command.run("docker", "image", "inspect", "--format", "{{json .RepoDigests}}", reference);
            command.run("docker", "rmi", "--force", reference);
            return JSON.std.listFrom(digests).getFirst().toString().replaceFirst(".*@", "");
        }

        private void login(Command command, String reference) throws IOException, InterruptedException {
            command.runWithPassword(
                    "docker", "login", reference.replaceFirst("/.*", ""), "--username", "admin", "--password-stdin");
        }
    },
    SKOPEO {
        @Override
        void push(Command command, Path image, String reference) throws IOException, InterruptedException {
            login(command, reference);
            command.run(
                    "skopeo", "copy", "--dest-tls-verify=false", "docker-archive:" + image, "docker://" + reference);
        }

        @Override
        String pull(Command command, String reference, Path folder) throws IOException, InterruptedException {
            login(command, reference);
            command.run("skopeo", "copy", "--src-tls-verify=false", "docker://" + reference, "dir:" + folder);
            return digest(Files.readAllBytes(folder.resolve("manifest.json")));
        }

        private void login(Command command, String reference) throws IOException, InterruptedException {
            command.runWithPassword(
                    "skopeo",
                    "login",
                    "--tls-verify=false",
                    "--username=admin",
                    "--password-stdin",
                    reference.replaceFirst("/.*", ""));
        }
    };

    abstract void push(Command command, Path image, String reference) throws IOException, InterruptedException;

    /**
     * Pulls an image.
     *
     * @param folder where there is none yet
     * @return the digest of its manifest, as the client has it
     */
    abstract String pull(Command command, String reference, Path folder) throws IOException, InterruptedException;

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
