"""The main job, driven through the real window as a person would: `coderdesk demo`."""
