package dev.slipway.registry.state;

import java.util.Map;

/** One change to one item, or a look at one that must come out as expected. */
public sealed interface Write {

    Key key();

    Condition condition();

    /** Puts the item in the place of whatever was there. */
    record Put(Item item, Condition condition) implements Write {
        @Override
        public Key key() {
            return item.key();
        }
    }

    /** Deletes the item; that there is none is no error unless the condition asks for one. */
    record Delete(Key key, Condition condition) implements Write {}

    /** Changes nothing. Allowed only among other writes. */
    record Check(Key key, Condition condition) implements Write {}

    /**
     * Sets some attributes and adds to others, making the item where there is none unless the condition asks for one.
     *
     * @param set attributes and their new values
     * @param add number attributes and what is added to them; a missing one counts as 0
     */
    record Update(Key key, Map<String, Value> set, Map<String, Long> add, Condition condition) implements Write {
        public Update {
            set = Map.copyOf(set);
            add = Map.copyOf(add);
        }
    }
}
