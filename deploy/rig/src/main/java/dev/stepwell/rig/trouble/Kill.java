package dev.stepwell.rig.trouble;

import dev.stepwell.rig.house.House;

/** The one process is killed and started again (R1). */
final class Kill implements Trouble {
    @Override
    public void happen(Scene scene) {
        House house = scene.village().first();
        for (int i = 0; i < scene.volume(1, 50); i++) {
            house.kill();
            house.up();
            scene.note("kills", 1);
        }
    }
}
