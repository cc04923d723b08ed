package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that keeps who somebody is to each registry, passwords and all: only its owner reads it. The last entry is the last
 * login, which counts where no registry is named.
 */
record Logins(Path folder) {

    private static final String NAME = "logins.json";

    static Logins of(Surroundings surroundings) {
        return new Logins(surroundings.configuration().resolve("slipway"));
    }

    Optional<Login> last() {
        var all = read();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    Optional<Login> find(RegistryUrl registry) {
        return read().stream()
                .filter(login -> login.registry().equals(registry))
                .findFirst();
    }

    /** Keeps a login, in the place of another one to the same registry. */
    void add(Login login) {
        var all = without(login.registry());
        all.add(login);
        write(all);
    }

    /** False where there was none. */
    boolean remove(RegistryUrl registry) {
        var all = without(registry);
        if (all.size() == read().size()) {
            return false;
        }
        write(all);
        return true;
    }

    private List<Login> without(RegistryUrl registry) {
        var all = new ArrayList<>(read());
        all.removeIf(login -> login.registry().equals(registry));
        return all;
    }

    private List<Login> read() {
        try {
            return logins(Files.readAllBytes(file()));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new CommandFailure(file() + " cannot be read: " + e);
        }
    }

    private List<Login> logins(byte[] content) {
        try {
            return Json.find(content).orElseThrow(this::unreadable).objects("logins").stream()
                    .map(this::login)
                    .toList();
        } catch (CommandFailure e) {
            throw unreadable();
        }
    }

    private Login login(Json entry) {
        var registry = RegistryUrl.find(entry.text("registry")).orElseThrow(this::unreadable);
        return new Login(registry, entry.text("username"), entry.text("password"));
    }

    private void write(List<Login> logins) {
        var entries = logins.stream()
                .map(login -> Json.of("registry", login.registry().value())
                        .with("username", login.username())
                        .with("password", login.password())
                        .members())
                .toList();
        try {
            PrivateFile.write(folder, NAME, Json.of("logins", entries).bytes());
        } catch (IOException e) {
            throw new CommandFailure(file() + " cannot be written: " + e);
        }
    }

    private Path file() {
        return folder.resolve(NAME);
    }

    private CommandFailure unreadable() {
        return new CommandFailure(file() + " is not what slipway login writes; delete it and sign in again");
    }
}
