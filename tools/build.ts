// placeholder until the console exists
