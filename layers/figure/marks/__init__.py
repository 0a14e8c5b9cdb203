"""What stands for a thing on a figure's map, and in its legend: dashes, symbols, frames."""
